"""What a check finds, at its place, and how values of unknown origin are shown."""
from __future__ import annotations

import unicodedata
from typing import Any, Union

from .canonical import number_text
from .errors import Problem

Step = Union[str, int]
Steps = tuple[Step, ...]
MAX_PROBLEMS = 1000

_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class Findings:
    """Problems up to a number; the rest are counted."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.warnings: list[Problem] = []
        self.omitted = 0

    def add(self, path: str, message: str) -> None:
        if self.full:
            self.omitted += 1
        else:
            self.problems.append(Problem(path, message))

    def warn(self, path: str, message: str) -> None:
        if len(self.warnings) < MAX_PROBLEMS:
            self.warnings.append(Problem(path, message))

    @property
    def full(self) -> bool:
        return len(self.problems) >= MAX_PROBLEMS


class FileCheck:
    """A file of the bundle, and where what is found in it goes."""

    def __init__(self, file: str, findings: Findings) -> None:
        self.file = file
        self.findings = findings

    def add(self, steps: Steps, message: str) -> None:
        self.findings.add(at(self.file, *steps), message)


def at(file: str, *steps: Step) -> str:
    """The place of a value: ``runs/gaussian.json#/seeds/3`` (JSON pointer, RFC 6901, as a fragment)."""
    return f"{file}#" + "".join(f"/{_escaped(step)}" for step in steps)


def _escaped(step: Step) -> str:
    return str(step) if isinstance(step, int) else printable(step.replace("~", "~0").replace("/", "~1"), 80)


def is_unprintable(character: str) -> bool:
    """Control, line-separating, unpaired surrogate and text-direction characters."""
    return character in _BIDI or unicodedata.category(character) in ("Cc", "Zl", "Zp", "Cs")


def printable(text: str, longest: int = 60) -> str:
    """A text of unknown origin on one line without control characters, cut where it is long."""
    cut = text[:longest] + "…" if len(text) > longest else text
    return "".join(f"\\u{ord(one):04x}" if is_unprintable(one) else one for one in cut)


def show(value: Any) -> str:
    """A value of unknown origin for a message."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f'"{printable(value)}"'
    if isinstance(value, (int, float)):
        try:
            return number_text(value)
        except Exception:
            return str(value)
    return f"an array of {len(value)}" if isinstance(value, list) else "an object"
