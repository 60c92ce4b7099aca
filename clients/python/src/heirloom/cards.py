"""What benchmarks say of themselves, as far as the check and the writer need it: cards.json, made from the TypeScript's cards."""
from __future__ import annotations

import json
from functools import lru_cache
from importlib import resources
from typing import Any, Mapping

from .canonical import canonical_json
from .errors import HeirloomError

Card = Mapping[str, Any]


@lru_cache(maxsize=1)
def all_cards() -> Mapping[str, Any]:
    """``suites`` (names ``id@version`` by suite), ``engines`` whose numbers are known, ``strategies``, ``benchmarks`` by name."""
    cards: Mapping[str, Any] = json.loads(resources.files("heirloom").joinpath("cards.json").read_text(encoding="utf-8"))
    return cards


def card_named(benchmark: str) -> tuple[str, Card]:
    """The name ``id@version`` and the card of ``id@version``, or of ``id`` at the version that the newest suite with it lists.

    Raises ``HeirloomError`` (unknown-id) with the names that there are.
    """
    cards = all_cards()["benchmarks"]
    if benchmark in cards:
        return benchmark, cards[benchmark]
    for suite in reversed(all_cards()["released"]):
        for name in all_cards()["suites"][suite]:
            if name.split("@")[0] == benchmark:
                return name, cards[name]
    found = [name for name in cards if name.split("@")[0] == benchmark]
    if found:
        return found[-1], cards[found[-1]]
    raise HeirloomError("unknown-id", f"Received the benchmark {benchmark!r}; expected one of {', '.join(cards)}.")


def params_fault(value: Any, schema: Mapping[str, Any]) -> str | None:
    """What is expected of a parameter, or None where the value is that. ``schema`` is JSON Schema as the cards use it."""
    if "anyOf" in schema:
        faults = [params_fault(value, one) for one in schema["anyOf"]]
        return None if None in faults else "expected " + " or ".join(str(fault).removeprefix("expected ") for fault in faults)
    if "const" in schema:
        return None if value == schema["const"] and isinstance(value, bool) == isinstance(schema["const"], bool) else f"expected {schema['const']}"
    if "enum" in schema:
        return None if value in schema["enum"] else "expected one of " + ", ".join(map(str, schema["enum"]))
    kind = schema.get("type")
    if kind == "boolean":
        return None if isinstance(value, bool) else "expected true or false"
    if kind == "string":
        return None if isinstance(value, str) else "expected a text"
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    low, high = schema.get("minimum"), schema.get("maximum")
    above, below = schema.get("exclusiveMinimum"), schema.get("exclusiveMaximum")
    fits = (
        is_number
        and (kind != "integer" or float(value).is_integer())
        and (low is None or value >= low)
        and (high is None or value <= high)
        and (above is None or value > above)
        and (below is None or value < below)
    )
    if fits:
        return None
    limits = [f"{sign} {end}" for sign, end in (("≥", low), (">", above), ("≤", high), ("<", below)) if end is not None]
    return f"expected {'a whole number' if kind == 'integer' else 'a number'}{', ' if limits else ''}{', '.join(limits)}"


def tier_of(card: Card, params: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The first tier with these parameters, which says the form of samples and the updates of a fit; None where none has."""
    wanted = canonical_json(dict(params))
    for tier in card["tiers"].values():
        if canonical_json(tier["params"]) == wanted:
            return dict(tier)
    return None


def known_truth(card: Card, params: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The truth of each metric that has one; None where it depends on parameters that are no tier's."""
    wanted = canonical_json({name: params[name] for name in card["truthParams"] if name in params})
    for one in card["truths"]:
        if canonical_json(one["params"]) == wanted:
            return dict(one["truth"])
    return None


def later_metrics(card: Card) -> list[str]:
    """Ids of metrics that came after those that the protocol began with: records may lack them."""
    return [metric["id"] for metric in card["metrics"] if metric.get("since", 1) > 1]
