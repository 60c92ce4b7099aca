"""Canonical JSON (RFC 8785) and the digests over it: the same bytes as the TypeScript's, floats included."""
from __future__ import annotations

import hashlib
import json
import math
from decimal import Decimal
from typing import Any, Iterable, Mapping

from .errors import HeirloomError

#: Beyond it whole numbers are written with an exponent (ECMA-262, Number::toString).
_MOST_DIGITS = 21
#: Whole numbers up to 2**53 are doubles without loss and print as Python's integers do.
_EXACT = 2**53

_DIGESTED = (
    "format", "suite", "benchmark", "official", "regime", "division", "seeds", "engine", "truth", "trajectories", "ledger",
)


def number_text(value: float) -> str:
    """A number as JavaScript prints it: the fewest digits that give the same double (ECMA-262, Number::toString).

    ``1.0`` is ``1``, ``-0.0`` is ``0``, ``1e-07`` is ``1e-7``, ``1e+16`` is ``10000000000000000``, ``1e21`` is ``1e+21``.
    Integers are taken as the double next to them. Raises ``HeirloomError`` (bad-parameter) for NaN and infinities.
    """
    if isinstance(value, int) and -_EXACT <= value <= _EXACT:
        return str(int(value))
    try:
        double = float(value)
    except OverflowError:
        double = math.inf
    if not math.isfinite(double):
        raise HeirloomError(
            "bad-parameter",
            f"Received {value!r}; canonical JSON takes finite numbers. A secondary metric without a value is None.",
        )
    if double == 0:
        return "0"
    sign, digits_of, exponent = Decimal(repr(double)).as_tuple()
    digits = "".join(map(str, digits_of))
    point = len(digits) + int(exponent)  # where the decimal point stands, from the left of the digits
    digits = digits.rstrip("0")
    if len(digits) <= point <= _MOST_DIGITS:
        text = digits + "0" * (point - len(digits))
    elif 0 < point <= _MOST_DIGITS:
        text = f"{digits[:point]}.{digits[point:]}"
    elif -6 < point <= 0:
        text = "0." + "0" * -point + digits
    else:
        mantissa = digits[0] + ("." + digits[1:] if len(digits) > 1 else "")
        text = f"{mantissa}e{'+' if point > 0 else '-'}{abs(point - 1)}"
    return "-" + text if sign else text


def canonical_json(value: Any) -> str:
    """RFC 8785 canonical JSON: fields sorted by UTF-16 code units, no white space, numbers as ``number_text``.

    Raises ``HeirloomError`` (bad-parameter) for what is no JSON value, a text with an unpaired surrogate included.
    """
    parts: list[str] = []
    _write(value, parts)
    return "".join(parts)


def _write(value: Any, parts: list[str]) -> None:
    if value is None or isinstance(value, bool):
        parts.append("null" if value is None else "true" if value else "false")
    elif isinstance(value, (int, float)):
        parts.append(number_text(value))
    elif isinstance(value, str):
        parts.append(json.dumps(_paired(value), ensure_ascii=False))
    elif isinstance(value, Mapping):
        keys = list(value)
        if not all(isinstance(key, str) for key in keys):
            raise HeirloomError("bad-parameter", "Received an object with a field whose name is no text; expected texts.")
        parts.append("{")
        for index, key in enumerate(sorted(keys, key=_code_units)):
            parts.append(("," if index else "") + json.dumps(_paired(key), ensure_ascii=False) + ":")
            _write(value[key], parts)
        parts.append("}")
    elif isinstance(value, (list, tuple)):
        parts.append("[")
        for index, item in enumerate(value):
            if index:
                parts.append(",")
            _write(item, parts)
        parts.append("]")
    else:
        raise HeirloomError(
            "bad-parameter",
            f"Received a {type(value).__name__}; canonical JSON takes numbers, texts, booleans, None, lists and dicts.",
        )


def _code_units(key: str) -> bytes:
    return key.encode("utf-16-be", "surrogatepass")


def _paired(text: str) -> str:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise HeirloomError("bad-parameter", "Received a text with an unpaired surrogate, which UTF-8 can't have.") from None
    return text


def sha256(data: bytes | str) -> str:
    """Hex SHA-256 of bytes, or of a text in UTF-8: 64 lower-case digits."""
    return hashlib.sha256(data.encode("utf-8") if isinstance(data, str) else data).hexdigest()


def result_digest(record: Mapping[str, Any], later: Iterable[str] | None = None) -> str:
    """``resultDigest`` of a run record: SHA-256 over what it claims, and nothing of where or when it was made.

    ``later``: ids of metrics that came after those that the protocol began with and have digests of their own; by default
    those that the record's ``metricDigests`` names (docs/bundle-format.md, section 7).
    """
    left_out = set(record.get("metricDigests", {}) if later is None else later)
    digestible: dict[str, Any] = {name: record[name] for name in _DIGESTED}
    for name in ("truth", "trajectories"):
        digestible[name] = {metric: value for metric, value in record[name].items() if metric not in left_out}
    digestible["strategy"] = [{name: part[name] for name in ("id", "version", "resolved")} for part in record["strategy"]["parts"]]
    if "module" in record["strategy"]:
        digestible["module"] = record["strategy"]["module"]
    digestible["statuses"] = [
        {"state": status["state"], "generation": None if status["state"] == "completed" else status["generation"]}
        for status in record["statuses"]
    ]
    digestible["samples"] = [sample["sha256"] for sample in record["samples"]]
    return sha256(canonical_json(digestible))


def metric_digest(record: Mapping[str, Any], metric: str, result: str) -> str:
    """The digest of one metric that came later, bound to ``result``, the record's ``resultDigest``."""
    return sha256(
        canonical_json(
            {
                "metric": metric,
                "resultDigest": result,
                "truth": record["truth"].get(metric),
                "trajectory": record["trajectories"].get(metric, []),
            }
        )
    )


def bundle_digest(files: Mapping[str, str]) -> str:
    """The digest of a bundle from the SHA-256 of each file by path: what ``find | sort | sha256sum | sha256sum`` gives."""
    return sha256("".join(f"{files[path]}  {path}\n" for path in sorted(files)))
