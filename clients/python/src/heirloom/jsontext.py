"""Reads JSON of unknown origin as the check does: nothing dropped in silence, every fault at its place."""
from __future__ import annotations

import json
import math
from typing import Any

from .findings import Findings, Step, at, is_unprintable, printable

MAX_DEPTH = 32
MAX_CONTAINERS = 2_000_000
MAX_ARRAY = 100_001
MAX_FIELDS = 1000
MAX_TEXT = 1_000_000

#: What stands for a file that can't be used; why is in the findings.
UNUSABLE = object()


class _Object(dict[str, Any]):
    """A parsed object that remembers which of its fields the text has twice."""

    twice: list[str]


def parse_json(data: bytes, file: str, findings: Findings) -> Any:
    """The value of a JSON file, or ``UNUSABLE``."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        findings.add(file, "not valid UTF-8; expected JSON in UTF-8 without a byte order mark")
        return UNUSABLE
    if text.startswith("\ufeff"):
        findings.add(file, "it begins with a byte order mark, which JSON can't have; save it as UTF-8 without one")
        return UNUSABLE
    depth, containers = _nesting(text)
    if depth > MAX_DEPTH:
        findings.add(file, f"values are nested {depth} deep; expected at most {MAX_DEPTH}")
        return UNUSABLE
    if containers > MAX_CONTAINERS:
        findings.add(file, f"it has {containers} arrays and objects; expected at most {MAX_CONTAINERS}")
        return UNUSABLE
    try:
        value = json.loads(text, object_pairs_hook=_object, parse_int=_integer, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        findings.add(f"{file} (line {error.lineno}, column {error.colno})", f"not JSON: {error.msg}")
        return UNUSABLE
    except ValueError as error:
        findings.add(file, f"not JSON: {error}")
        return UNUSABLE
    return value if _Inspector(file, findings).inspect(value) else UNUSABLE


def _object(pairs: list[tuple[str, Any]]) -> _Object:
    made = _Object()
    made.twice = []
    for name, value in pairs:
        if name in made:
            made.twice.append(name)
        made[name] = value
    return made


def _integer(text: str) -> int | float:
    """JSON's numbers are doubles: beyond 2**53 an integer is the double next to it."""
    if len(text) < 16:
        return int(text)
    try:
        return float(text)
    except OverflowError:
        return math.inf


def _no_constant(text: str) -> Any:
    raise ValueError(f"{text} is not JSON; a secondary metric without a value is null, and a primary one ends its seed as diverged")


def _nesting(text: str) -> tuple[int, int]:
    """How deep arrays and objects are nested, and how many there are, without parsing."""
    depth = deepest = containers = 0
    position, length = 0, len(text)
    while position < length:
        character = text[position]
        if character == '"':
            position += 1
            while position < length and text[position] != '"':
                position += 2 if text[position] == "\\" else 1
        elif character in "[{":
            depth += 1
            containers += 1
            deepest = max(deepest, depth)
        elif character in "]}":
            depth -= 1
        position += 1
    return deepest, containers


def _garbles(text: str) -> bool:
    """Line feeds and tabs may be in a text of several lines."""
    return not (text.isascii() and text.isprintable()) and any(is_unprintable(one) for one in text if one not in "\n\t")


class _Inspector:
    def __init__(self, file: str, findings: Findings) -> None:
        self._file = file
        self._findings = findings
        self._usable = True

    def inspect(self, value: Any) -> bool:
        self._look(value, ())
        return self._usable

    def _look(self, value: Any, steps: tuple[Step, ...]) -> None:
        if isinstance(value, float):
            if not math.isfinite(value):
                self._add(steps, "the number is too large for a double; expected a finite number or null")
        elif isinstance(value, str):
            if len(value) > MAX_TEXT:
                self._refuse(steps, f"the text has {len(value)} characters; expected at most {MAX_TEXT}")
            elif _garbles(value):
                self._add(steps, f'"{printable(value)}" has control, unpaired or text-direction characters; expected plain text')
        elif isinstance(value, list):
            if len(value) > MAX_ARRAY:
                self._refuse(steps, f"the array has {len(value)} elements; expected at most {MAX_ARRAY}")
                return
            for index, item in enumerate(value):
                if not isinstance(item, int):
                    self._look(item, (*steps, index))
        elif isinstance(value, _Object):
            self._object(value, steps)

    def _object(self, value: _Object, steps: tuple[Step, ...]) -> None:
        for name in value.twice:
            self._add((*steps, name), "the field is there twice; give it once")
        if len(value) > MAX_FIELDS:
            self._refuse(steps, f"the object has {len(value)} fields; expected at most {MAX_FIELDS}")
            return
        for name in list(value):
            if name == "__proto__":
                self._add((*steps, name), "a field can't have this name")
                del value[name]
            elif _garbles(name):
                self._add((*steps, name), "the name of the field has control, unpaired or text-direction characters")
            else:
                self._look(value[name], (*steps, name))

    def _add(self, steps: tuple[Step, ...], message: str) -> None:
        self._findings.add(at(self._file, *steps), message)

    def _refuse(self, steps: tuple[Step, ...], message: str) -> None:
        self._add(steps, message)
        self._usable = False
