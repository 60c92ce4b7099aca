"""NumPy's ``.npy`` files (NEP 1) without NumPy: written from numbers, and read as the check reads them."""
from __future__ import annotations

import re
import struct
from array import array
from dataclasses import dataclass
from functools import lru_cache
from math import prod
from typing import Sequence

MAX_HEADER = 10_000
MAX_DIMENSIONS = 32

#: By the code in a header's ``descr``: NumPy's name, the kind, bytes, the format of ``struct``.
_TYPES = {
    "f2": ("float16", "float", 2, "e"),
    "f4": ("float32", "float", 4, "f"),
    "f8": ("float64", "float", 8, "d"),
    "i1": ("int8", "integer", 1, "b"),
    "i2": ("int16", "integer", 2, "h"),
    "i4": ("int32", "integer", 4, "i"),
    "i8": ("int64", "integer", 8, "q"),
    "u1": ("uint8", "integer", 1, "B"),
    "u2": ("uint16", "integer", 2, "H"),
    "u4": ("uint32", "integer", 4, "I"),
    "u8": ("uint64", "integer", 8, "Q"),
    "b1": ("bool", "bool", 1, "?"),
}


@dataclass(frozen=True)
class Header:
    """What a file says of its values; ``kind`` is float, integer, bool, or other for what is no real number."""

    name: str
    kind: str
    size: int
    format: str
    shape: tuple[int, ...]
    is_fortran: bool
    is_little: bool
    offset: int


def read_header(data: bytes) -> Header | str:
    """The header of a file, or what is wrong with it."""
    if len(data) < 12 or data[:6] != b"\x93NUMPY":
        return "the file is no readable .npy (it does not begin like one; use numpy.save)"
    version = data[6]
    if not 1 <= version <= 3:
        return f"the file is no readable .npy (its version is {version}; known: 1 to 3)"
    start = 10 if version == 1 else 12
    length = struct.unpack_from("<H" if version == 1 else "<I", data, 8)[0]
    if length > MAX_HEADER:
        return f"the file is no readable .npy (its header has {length} bytes; expected at most {MAX_HEADER})"
    offset = start + length
    if offset > len(data):
        return "the file is no readable .npy (it ends within its header)"
    return _parse(data[start:offset].decode("utf-8" if version == 3 else "latin-1", "replace"), offset)


@lru_cache(maxsize=256)
def _parse(text: str, offset: int) -> Header | str:
    descr = re.search(r"""(['"])descr\1\s*:\s*(?:(['"])([^'"]*)\2|([\[(]))""", text)
    order = re.search(r"""(['"])fortran_order\1\s*:\s*(True|False)""", text)
    shape = re.search(r"""(['"])shape\1\s*:\s*\(([0-9\sL,]*)\)""", text)
    if not descr or not order or not shape:
        return "the file is no readable .npy (its header is malformed)"
    lengths = [re.match(r"\s*([0-9]+)", part) for part in shape[2].split(",") if part.strip()]
    if len(lengths) > MAX_DIMENSIONS or None in lengths:
        return "the file is no readable .npy (its shape is malformed)"
    code = descr[3] or ""
    known = re.fullmatch(r"[<>|=]?([a-z][0-9])", code)
    name, kind, size, form = _TYPES.get(known[1] if known else "", (code or "records with fields", "other", 0, ""))
    numbers = tuple(int(one[1]) for one in lengths if one)
    return Header(name, kind, size, form, numbers, order[2] == "True", not code.startswith(">"), offset)


def length_fault(header: Header, data: bytes) -> str | None:
    """Whether the file has as many bytes of values as its header says, or why not."""
    expected, received = prod(header.shape) * header.size, len(data) - header.offset
    if expected == received:
        return None
    shape = " × ".join(map(str, header.shape))
    return f"the header says {shape} values of {header.size} bytes ({expected}), the file has {received}"


def read_values(header: Header, data: bytes) -> Sequence[float]:
    """The values in the file's order. The file has to be as long as its header says."""
    count = prod(header.shape)
    return struct.unpack_from(f"{'<' if header.is_little else '>'}{count}{header.format}", data, header.offset)


def npy_bytes(values: Sequence[float], shape: Sequence[int], descr: str = "<f8") -> bytes:
    """A file of version 1.0 in C order: ``<f8`` (doubles), ``<i8`` (whole numbers) or ``|u1`` (bytes).

    ``values``: the numbers in C order, as many as ``shape`` says.
    """
    code = {"<f8": "d", "<i8": "q", "|u1": "B"}[descr]
    packed = bytes(array("B", map(int, values))) if code == "B" else struct.pack(f"<{len(values)}{code}", *values)
    return header_bytes(descr, shape) + packed


def header_bytes(descr: str, shape: Sequence[int]) -> bytes:
    """What a file of version 1.0 in C order begins with; its values follow."""
    dimensions = "(" + ", ".join(map(str, shape)) + ("," if len(shape) == 1 else "") + ")"
    header = f"{{'descr': '{descr}', 'fortran_order': False, 'shape': {dimensions}, }}"
    header += " " * (-(10 + len(header) + 1) % 64) + "\n"
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header.encode("latin-1")
