"""Sample files: what they have to hold by the form of a benchmark's examples."""
from __future__ import annotations

import math
import re
from math import prod
from typing import Any, Mapping

from .findings import Findings, at, show
from .jsontext import UNUSABLE, parse_json
from .layout import MAX_EXAMPLES
from .npy import Header, length_fault, read_header, read_values

#: ``{"kind": "vectors", "width": w}``, ``{"kind": "ranks", "vocabulary": v}``, ``{"kind": "images", "side": s}``, ``{"kind": "texts"}``
Form = Mapping[str, Any]
# JavaScript's white space: Python's \s has U+001C to U+001F and U+0085 more, and U+FEFF less.
_SPACE = re.compile("[ \t\n\v\f\r\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]")


def suffix_of(form: Form) -> str:
    return "jsonl" if form["kind"] == "texts" else "npy"


def width_of(form: Form) -> int:
    """Columns of the matrix."""
    if form["kind"] == "vectors":
        return int(form["width"])
    return 1 if form["kind"] == "ranks" else int(form["side"]) ** 2


def describe(form: Form) -> str:
    """What a sample file has to hold, inside a sentence."""
    if form["kind"] == "texts":
        return "a text or an array of words a line"
    what = {
        "vectors": "floating-point numbers",
        "ranks": f"whole numbers from 0 to {int(form.get('vocabulary', 1)) - 1}",
        "images": "bytes (uint8) from 0 (paper) to 255 (ink)",
    }[form["kind"]]
    return f"a matrix [n, {width_of(form)}] of {what}"


def check_sample(path: str, data: bytes, form: Form, findings: Findings) -> None:
    """Adds what is wrong with a file: its kind, its header, its shape, its values."""
    is_lines = path.endswith(".jsonl")
    if is_lines != (form["kind"] == "texts"):
        findings.add(path, f"the file is .{'jsonl' if is_lines else 'npy'}; expected .{suffix_of(form)}, {describe(form)}")
    if is_lines:
        _check_texts(path, data, findings)
    elif form["kind"] != "texts":
        fault = matrix_fault(data, form)
        if fault is not None:
            findings.add(path, fault)


def matrix_fault(data: bytes, form: Form) -> str | None:
    """What is wrong with a ``.npy`` file, or None."""
    header = read_header(data)
    if isinstance(header, str):
        return f"{header}; expected {describe(form)}"
    if header.kind == "other":
        return f'the array holds no real numbers (dtype "{show(header.name)[1:-1]}"); expected {describe(form)}'
    fault = _shape_fault(header, form) or length_fault(header, data)
    return fault or _value_fault(header, data, form)


def _shape_fault(header: Header, form: Form) -> str | None:
    width = width_of(form)
    if not header.shape or prod(header.shape[1:]) != width:
        return f"the shape is {list(header.shape[:8])} of {header.name}; expected {describe(form)}"
    return count_fault(header.shape[0])


def count_fault(count: int) -> str | None:
    """What is wrong with a file's number of examples."""
    if 1 <= count <= MAX_EXAMPLES:
        return None
    received = f"more than {MAX_EXAMPLES}" if count > MAX_EXAMPLES else "no"
    return f"the file has {received} examples; expected 1 to {MAX_EXAMPLES}"


def _value_fault(header: Header, data: bytes, form: Form) -> str | None:
    kind = form["kind"]
    if kind == "images":
        return None if header.name == "uint8" else f"the type is {header.name}; expected {describe(form)}"
    if kind == "vectors" and header.kind != "float":
        return f"the type is {header.name}; expected {describe(form)}: save x.astype(np.float64)"
    if kind == "ranks" and header.kind == "bool":
        return f"the type is bool; expected {describe(form)}: save x.astype(np.int64)"
    for index, value in enumerate(read_values(header, data)):
        fits = math.isfinite(value) and (kind == "vectors" or (float(value).is_integer() and 0 <= value < form["vocabulary"]))
        if not fits:
            return f"value {index} of the file is {value}; expected " + ("finite numbers" if kind == "vectors" else describe(form))
    return None


def _check_texts(path: str, data: bytes, findings: Findings) -> None:
    lines = data.split(b"\n")
    if lines[-1] == b"":
        lines.pop()
    fault = count_fault(len(lines))
    if fault is not None:
        findings.add(path, fault)
    if len(lines) > MAX_EXAMPLES:
        return
    for number, line in enumerate(lines, 1):
        place = f"{path}:{number}"
        if line in (b"", b"\r"):
            findings.add(place, "the line is empty; expected a text or an array of words, as one JSON value a line")
            continue
        value = parse_json(line, place, findings)
        if value is UNUSABLE or isinstance(value, str):
            continue
        if not isinstance(value, list):
            findings.add(place, f"received {show(value)}; expected a text or an array of words")
            continue
        for index, word in enumerate(value):
            if not isinstance(word, str) or _SPACE.search(word):
                findings.add(at(place, index), f"received {show(word)}; expected a word without white space")
                break
