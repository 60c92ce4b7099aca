"""Texts of one line that a stranger writes (benchmarks/protocol/line.ts)."""
from __future__ import annotations

import unicodedata
from typing import Any

from .findings import FileCheck, Steps, is_unprintable
from .shapes import Shape, length, refused

VISIBLE_EXPECTED = "a text with at least one letter or digit"
#: Letters without any shape: Hangul fillers.
_FILLERS = frozenset("\u115f\u1160\u3164\uffa0")


def is_visible(text: str) -> bool:
    """Whether a letter or a digit that is drawn is in it."""
    return any(unicodedata.category(one)[0] in "LN" and one not in _FILLERS for one in text)


def line(what: str, longest: int) -> Shape:
    """Printable text on one line with something to read in it."""

    def shape(value: Any, steps: Steps, check: FileCheck) -> bool:
        if not isinstance(value, str):
            return refused(value, steps, check, what)
        trimmed = value.strip()
        if trimmed == "":
            check.add(steps, f"blank; expected {what}")
            return False
        if length(trimmed) > longest:
            return refused(value, steps, check, f"at most {longest} characters")
        if any(map(is_unprintable, trimmed)):
            return refused(value, steps, check, f"{what}, on one line, without control characters")
        return is_visible(trimmed) or refused(value, steps, check, f"{what}, with at least one letter or digit")

    return shape
