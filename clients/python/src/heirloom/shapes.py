"""Shapes of JSON values: each names every complaint at its place, as the schemas of the TypeScript do."""
from __future__ import annotations

import re
from typing import Any, Callable, Iterable, Mapping

from .findings import FileCheck, Steps, show

#: Whether a value has the shape; a problem for everything that hasn't.
Shape = Callable[[Any, Steps, FileCheck], bool]

MAX_INTEGER = 2_147_483_647
ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def length(text: str) -> int:
    """UTF-16 code units, as JavaScript counts characters."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) != float("inf") and value == value


def is_integer(value: Any) -> bool:
    return is_number(value) and float(value).is_integer() and abs(value) <= 2**53 - 1


def refused(value: Any, steps: Steps, check: FileCheck, expected: str) -> bool:
    check.add(steps, f"received {show(value)}; expected {expected}")
    return False


def satisfying(test: Callable[[Any], bool], expected: str) -> Shape:
    return lambda value, steps, check: True if test(value) else refused(value, steps, check, expected)


def text(longest: int | None = None, pattern: re.Pattern[str] | None = None, expected: str = "a text", shortest: int = 0) -> Shape:
    def fits(value: Any) -> bool:
        if not isinstance(value, str) or length(value) < shortest or (longest is not None and length(value) > longest):
            return False
        return pattern is None or pattern.fullmatch(value) is not None

    within = "" if longest is None else f" of at most {longest} characters"
    return satisfying(fits, expected + within)


def whole(low: int = 0, high: int = MAX_INTEGER) -> Shape:
    return satisfying(lambda value: is_integer(value) and low <= value <= high, f"a whole number from {low} to {high}")


def number(low: float | None = None, high: float | None = None) -> Shape:
    def fits(value: Any) -> bool:
        return is_number(value) and (low is None or value >= low) and (high is None or value <= high)

    limits = "".join([f", at least {low}" if low is not None else "", f", at most {high}" if high is not None else ""])
    return satisfying(fits, "a number" + limits)


def one_of(*values: str) -> Shape:
    return satisfying(lambda value: isinstance(value, str) and value in values, "one of " + ", ".join(f'"{v}"' for v in values))


def nullable(inner: Shape) -> Shape:
    return lambda value, steps, check: value is None or inner(value, steps, check)


def array(item: Shape, low: int = 0, high: int | None = None) -> Shape:
    def shape(value: Any, steps: Steps, check: FileCheck) -> bool:
        if not isinstance(value, list):
            return refused(value, steps, check, "an array")
        fine = True
        if len(value) < low or (high is not None and len(value) > high):
            fine = refused(value, steps, check, f"at least {low}" + ("" if high is None else f", at most {high}") + " elements")
        for index, one in enumerate(value):
            if check.findings.full:
                break
            fine = item(one, (*steps, index), check) and fine
        return fine

    return shape


def fields(required: Mapping[str, Shape], optional: Mapping[str, Shape] | None = None) -> Shape:
    """An object with these fields and no other."""
    known = {**required, **(optional or {})}

    def shape(value: Any, steps: Steps, check: FileCheck) -> bool:
        if not isinstance(value, dict):
            return refused(value, steps, check, "an object")
        fine = True
        for name, inner in known.items():
            if name in value:
                fine = inner(value[name], (*steps, name), check) and fine
            elif name in required:
                check.add((*steps, name), "missing; expected this field")
                fine = False
        for name in value:
            if name not in known:
                check.add((*steps, name), "unknown field; remove it")
                fine = False
        return fine

    return shape


def named(inner: Shape, name_pattern: re.Pattern[str] | None = None) -> Shape:
    """An object whose fields may have any name that fits."""

    def shape(value: Any, steps: Steps, check: FileCheck) -> bool:
        if not isinstance(value, dict):
            return refused(value, steps, check, "an object")
        fine = True
        for name, one in value.items():
            if name_pattern is not None and (not name_pattern.fullmatch(name) or len(name) > 64):
                check.add((*steps, name), "expected a kebab-case id as the name")
                fine = False
            fine = inner(one, (*steps, name), check) and fine
        return fine

    return shape


def all_true(results: Iterable[bool]) -> bool:
    """Whether all are true, each of them having been asked for."""
    return all(list(results))


kebab = text(64, ID, "a kebab-case id")
count = whole()
positive = whole(1)
flag = satisfying(lambda value: isinstance(value, bool), "true or false")
hex64 = text(pattern=re.compile(r"[0-9a-f]{64}"), expected="64 lower-case hex digits (SHA-256)")
parameter = satisfying(
    lambda value: isinstance(value, bool) or is_number(value) or (isinstance(value, str) and length(value) <= 500),
    "a number, a text of at most 500 characters, true or false",
)
parameters = named(parameter)
