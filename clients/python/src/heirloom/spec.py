"""The specification of a strategy, ``id[:name=value,...]`` joined with ``+`` (benchmarks/protocol/spec.ts)."""
from __future__ import annotations

import re
from typing import Any, Mapping, Sequence

from .canonical import number_text
from .findings import show

Part = tuple[str, dict[str, Any]]
_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)(e[+-]?[0-9]+)?", re.IGNORECASE)
_PAIR = re.compile(r"\s*([a-zA-Z][a-zA-Z0-9]*)\s*=\s*(\S+)\s*")


def format_spec(parts: Sequence[Part]) -> str:
    """The canonical text: parts in order, the passed parameters sorted by name."""
    texts = []
    for id, passed in parts:
        pairs = ",".join(f"{name}={value_text(passed[name])}" for name in sorted(passed))
        texts.append(f"{id}:{pairs}" if pairs else id)
    return "+".join(texts)


def value_text(value: Any) -> str:
    """A parameter's value as a specification writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else number_text(value)


def parse_spec(spec: str) -> list[Part]:
    """The parts of a specification. Raises ``ValueError`` with what was received and expected."""
    return [_part(part.strip(), spec) for part in re.split(r"\+(?=[a-zA-Z])", spec)]


def _part(part: str, spec: str) -> Part:
    id, *rest = part.split(":")
    if not re.fullmatch(r"[a-z][a-z0-9-]*", id) or len(rest) > 1 or rest == [""]:
        raise ValueError(f"received strategy {show(spec)}; expected id, id:name=value,name=value, or several joined with \"+\"")
    passed: dict[str, Any] = {}
    for pair in rest[0].split(",") if rest else []:
        match = _PAIR.fullmatch(pair)
        if not match:
            raise ValueError(f"received {show(pair)} in {show(spec)}; expected name=value, e.g. share=0.1")
        if match[1] in passed:
            raise ValueError(f'parameter "{match[1]}" is given twice in strategy {show(spec)}; give it once')
        passed[match[1]] = _value(match[2])
    return id, passed


def _value(text: str) -> Any:
    if text in ("true", "false"):
        return text == "true"
    return float(text) if _NUMBER.fullmatch(text) else text


def spec_fault(spec: str) -> str | None:
    """Why a text is no canonical specification, or None."""
    try:
        canonical = format_spec(parse_spec(spec))
    except ValueError as error:
        return str(error)
    except Exception:
        return f"received {show(spec)}; expected finite numbers as values"
    return None if canonical == spec else f"received {show(spec)}; expected the canonical form {show(canonical)}"


def unwritable(passed: Mapping[str, Any]) -> tuple[str, str] | None:
    """The first parameter that no specification can say, and why."""
    for name, value in passed.items():
        reason = _reason(name, value)
        if reason is not None:
            return name, reason
    return None


def _reason(name: str, value: Any) -> str | None:
    if not re.fullmatch(r"[a-zA-Z][a-zA-Z0-9]*", name):
        return "its name has to be letters and digits that begin with a letter"
    text = value_text(value)
    if text == "":
        return "it is empty"
    if re.search(r"\+[a-z]", text, re.IGNORECASE):
        return '"+" before a letter joins two strategies'
    reserved = re.search(r"[,:]|\s", text)
    if reserved:
        return "it has a space" if reserved[0].strip() == "" else f'it has a "{reserved[0]}"'
    read = _value(text)
    if isinstance(value, str) and not isinstance(read, str):
        return "written, it reads as a number, true or false, and it is a text"
    return None


def family_of(spec: str) -> str:
    """The family of a specification: its ids, each once, sorted, ``replace`` only where it stands alone."""
    ids = sorted({id for id, _ in parse_spec(spec)})
    others = [id for id in ids if id != "replace"]
    return "+".join(others or ids)
