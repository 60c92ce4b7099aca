"""Checks one run record: field by field for its shape, then what it says of itself (benchmarks/bundle/check-record.ts)."""
from __future__ import annotations

import re
from typing import Any, Mapping

from .canonical import canonical_json, metric_digest, result_digest
from .cards import Card, all_cards, later_metrics, params_fault, tier_of
from .division import DIVISIONS, REGIME, division_of
from .findings import FileCheck, show
from .layout import place_of, sample_path
from .ledger import check_ledger, is_entry
from .shapes import (
    ID, Shape, array, count, fields, flag, hex64, kebab, named, nullable, number, one_of, parameters, positive, refused, text,
)
from .spec import format_spec, parse_spec, spec_fault, unwritable
from .text import VISIBLE_EXPECTED, is_visible
from .trajectory_checks import check_seeds, check_trajectories, check_truth, expected_lengths, is_full_row, is_per_seed

TIERS = ("smoke", "quick", "standard", "full")
FORMATS = ("heirloom.run/1", "heirloom.run/2")

_MACHINE: dict[str, Shape] = {
    **dict.fromkeys(("node", "platform", "arch"), text(40)),
    "commit": nullable(text(pattern=re.compile("[0-9a-f]{40}"), expected="40 hex digits")),
    "dirty": nullable(flag),
}
_BUILD: dict[str, Shape] = {"build": text(40, shortest=1)}
_MAKER = fields({**_MACHINE, "code": hex64, "seeds": array(count, 1, 100_000)}, _BUILD)
_MOMENT = re.compile(
    r"(?:(?:[0-9]{2}[2468][048]|[0-9]{2}[13579][26]|[0-9]{2}0[48]|[02468][048]00|[13579][26]00)-02-29"
    r"|[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8])))"
    r"T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?Z"
)


def _engine_version(value: Any, steps: Any, check: FileCheck) -> bool:
    return text(40)(value, steps, check) and (is_visible(value) or refused(value, steps, check, VISIBLE_EXPECTED))


def _truth(value: Any, steps: Any, check: FileCheck) -> bool:
    # A union is one complaint at its place, whichever element does not fit.
    quiet = FileCheck(check.file, type(check.findings)())
    if number()(value, steps, quiet) or array(number(), 1, 100_001)(value, steps, quiet):
        return True
    return refused(value, steps, check, "a number, or an array of one number a generation")


def _status(value: Any, steps: Any, check: FileCheck) -> bool:
    state = value.get("state") if isinstance(value, dict) else None
    stopped = {"diverged": "reason", "failed": "error"}.get(state) if isinstance(state, str) else None
    if not isinstance(value, dict):
        return refused(value, steps, check, "an object with a state")
    if state == "completed":
        return fields({"state": one_of("completed")})(value, steps, check)
    if stopped is None:
        return refused(state, (*steps, "state"), check, 'a state: "completed", "diverged" or "failed"')
    return fields({"state": text(), "generation": count, stopped: text(500)})(value, steps, check)


_PROTOCOL = one_of("heirloom.exec/1")
_COMMAND = text(1000, shortest=1)

SHAPES: dict[str, Shape] = {
    "format": one_of(*FORMATS),
    "suite": text(pattern=re.compile(r"[0-9]+\.[0-9]+"), expected='a suite such as "0.2"'),
    "benchmark": fields(
        {"id": kebab, "version": positive, "tier": one_of(*TIERS), "params": parameters, "generations": positive, "size": positive}
    ),
    "official": flag,
    "strategy": fields(
        {
            "spec": text(500, shortest=1),
            "parts": array(fields({"id": kebab, "version": positive, "passed": parameters, "resolved": parameters}), 1, 8),
        },
        {
            "outside": fields({"protocol": _PROTOCOL, "command": _COMMAND, "declares": hex64, "memory": one_of("declared")}),
            "module": fields({"interface": one_of("heirloom.strategy/1"), "sha256": hex64, "card": hex64}),
        },
    ),
    "learner": fields(
        {"protocol": _PROTOCOL, "command": _COMMAND, "id": kebab, "version": positive, "params": parameters, "declares": hex64},
        {"inputs": named(hex64, ID), "repeat": fields({"seed": count, "difference": number(0, 2)})},
    ),
    "regime": fields({name: one_of(*values) for name, values in REGIME.items()}),
    "division": one_of(*DIVISIONS),
    "seeds": array(count),
    "statuses": array(_status),
    "engine": fields({"id": kebab, "version": _engine_version}),
    "truth": named(_truth),
    "samples": array(
        fields(
            {
                "path": text(
                    pattern=re.compile(r"samples/[a-z0-9-]+/seed-[0-9]+/gen-[0-9]+\.(npy|jsonl)"),
                    expected="samples/<benchmark>/seed-<s>/gen-<g>.npy or .jsonl",
                ),
                "seed": count,
                "generation": count,
                "sha256": hex64,
            }
        )
    ),
    "environment": fields(
        {**_MACHINE, "cpu": text(200), "cores": positive, "heirloom": text(40)}, {**_BUILD, "madeBy": array(_MAKER, 1, 1_000)}
    ),
    "timings": fields(
        {
            "startedAt": text(pattern=_MOMENT, expected="a time in UTC such as 2026-01-31T12:00:00Z"),
            "durationMs": number(0),
            "seedDurationMs": array(number(0)),
        }
    ),
    "resultDigest": hex64,
    "metricDigests": named(hex64, ID),
}
_OPTIONAL = ("learner", "metricDigests")
_ROWS = ("trajectories", "ledger")


def check_record(value: Any, benchmark: str, check: FileCheck) -> dict[str, Any]:
    """The fields of a record that are well-shaped; a problem for everything else. ``benchmark`` is the file's name."""
    if not isinstance(value, dict):
        check.add((), f"received {show(value)}; expected an object, a run record")
        value = {}
    record = _read_fields(value, check)
    card = _check_benchmark(record, benchmark, check)
    if card is not None and "format" in record and record["format"] != card["format"]:
        check.add(("format",), f"received {show(record['format'])}; expected \"{card['format']}\", the format of the benchmark")
    if "strategy" in record:
        _check_strategy(record["strategy"], check)
    if "seeds" in record:
        check_seeds(record["seeds"], check)
        if not record["seeds"]:
            check.add(("seeds",), "received no seed; expected at least seed 1")
        _check_makers(record, check)
    if card is not None:
        _check_official(record, card, check)
        if "truth" in record:
            measured = value.get("trajectories")
            check_truth(record["truth"], record, list(measured) if isinstance(measured, dict) else [], card, check)
    _check_rows(value, record, card, check)
    if card is not None and all(name in record for name in (*SHAPES, *_ROWS) if name not in _OPTIONAL):
        _check_digests(record, card, check)
    return record


def _read_fields(raw: Mapping[str, Any], check: FileCheck) -> dict[str, Any]:
    record = {}
    for name in (*SHAPES, *_ROWS):
        if name not in raw:
            if name not in _OPTIONAL:
                check.add((name,), "missing; expected this field of a run record")
        elif name in SHAPES and SHAPES[name](raw[name], (name,), check):
            record[name] = raw[name]
    for name in raw:
        if name not in SHAPES and name not in _ROWS:
            check.add((name,), "unknown field; remove it")
    return record


def _check_benchmark(record: Mapping[str, Any], file_id: str, check: FileCheck) -> Card | None:
    benchmark = record.get("benchmark")
    if benchmark is None:
        return None
    if benchmark["id"] != file_id:
        check.add(("benchmark", "id"), f"received {show(benchmark['id'])}; expected \"{file_id}\", as the file is named")
    cards = all_cards()["benchmarks"]
    versions = {int(name.split("@")[1]): card for name, card in cards.items() if name.split("@")[0] == benchmark["id"]}
    if not versions:
        check.add(("benchmark", "id"), f"received {show(benchmark['id'])}; expected a benchmark of this version of the package")
        return None
    if benchmark["version"] not in versions:
        check.add(("benchmark", "version"), f"received {benchmark['version']}; expected one of {', '.join(map(str, versions))}")
        return None
    card: Card = versions[benchmark["version"]]
    if "suite" in record and record["suite"] != card["suite"]:
        check.add(("suite",), f"received {show(record['suite'])}; expected \"{card['suite']}\", the first suite that lists the benchmark")
    params = benchmark["params"]
    for name, schema in card["params"].items():
        if name not in params and name in card.get("optionalParams", ()):
            continue
        fault = params_fault(params[name], schema) if name in params else "expected this parameter of the benchmark"
        if fault is not None:
            check.add(("benchmark", "params", name), f"received {show(params[name])}; {fault}" if name in params else f"missing; {fault}")
    for name in params:
        if name not in card["params"]:
            check.add(("benchmark", "params", name), "unknown field; remove it")
    size = params.get("sampleSize")
    if isinstance(size, (int, float)) and not isinstance(size, bool) and size != benchmark["size"]:
        check.add(("benchmark", "size"), f"received {benchmark['size']}; expected {show(size)}, the parameter sampleSize")
    return card


def is_official(benchmark: Mapping[str, Any], seeds: list[int], card: Card) -> bool:
    """Whether parameters, seeds and generations are the tier's: only such runs are ranked."""
    tier = card["tiers"][benchmark["tier"]]
    return (
        canonical_json(benchmark["params"]) == canonical_json(tier["params"])
        and benchmark["generations"] == tier["generations"]
        and seeds == list(range(1, tier["seeds"] + 1))
    )


def _check_official(record: Mapping[str, Any], card: Card, check: FileCheck) -> None:
    if any(name not in record for name in ("benchmark", "seeds", "official")):
        return
    derived = is_official(record["benchmark"], record["seeds"], card)
    if derived != record["official"]:
        check.add(("official",), f"received {show(record['official'])}; expected {show(derived)}, as parameters, seeds and generations of the tier say")


def _check_strategy(strategy: Mapping[str, Any], check: FileCheck) -> None:
    parts = strategy["parts"]
    stated = [(part["id"], part["passed"]) for part in parts]
    unsaid = next(((index, *why) for index, (_, passed) in enumerate(stated) if (why := unwritable(passed)) is not None), None)
    fault = spec_fault(strategy["spec"])
    if unsaid is not None:
        index, name, reason = unsaid
        check.add(("strategy", "parts", index, "passed", name), f"expected a value that a specification can say: {reason}")
    elif fault is not None:
        check.add(("strategy", "spec"), fault)
    elif canonical_json([list(part) for part in parse_spec(strategy["spec"])]) != canonical_json([list(part) for part in stated]):
        check.add(("strategy", "spec"), f"received {show(strategy['spec'])}; expected {show(format_spec(stated))}, as the parts say")
    for index, part in enumerate(parts):
        for name, value in part["passed"].items():
            if name not in part["resolved"] or canonical_json(part["resolved"][name]) != canonical_json(value):
                check.add(("strategy", "parts", index, "resolved", name), f"expected {show(value)}, as it was passed")


def _check_makers(record: Mapping[str, Any], check: FileCheck) -> None:
    makers = record.get("environment", {}).get("madeBy")
    if makers is None:
        return
    unmade = set(record["seeds"])
    for index, maker in enumerate(makers):
        for place, seed in enumerate(maker["seeds"]):
            if seed in unmade:
                unmade.remove(seed)
            else:
                check.add(
                    ("environment", "madeBy", index, "seeds", place),
                    f"received seed {seed}; expected seeds of the record, each of them once",
                )
    if unmade:
        check.add(("environment", "madeBy"), "does not say what made every seed; expected each seed of the record once, or no madeBy")


def _check_rows(raw: Mapping[str, Any], record: dict[str, Any], card: Card | None, check: FileCheck) -> None:
    seeds = record.get("seeds")
    if seeds is not None:
        if "statuses" in record:
            is_per_seed(("statuses",), record["statuses"], seeds, check)
        if "timings" in record:
            is_per_seed(("timings", "seedDurationMs"), record["timings"]["seedDurationMs"], seeds, check)
    lengths = expected_lengths(record, check)
    _check_sample_list(record, lengths, check)
    if "trajectories" in raw and check_trajectories(raw["trajectories"], card, seeds, lengths, check):
        record["trajectories"] = raw["trajectories"]
    if "ledger" not in raw or not _is_ledger(raw["ledger"], card, seeds, lengths, check):
        return
    record["ledger"] = raw["ledger"]
    benchmark, regime = record.get("benchmark"), record.get("regime")
    if benchmark is None:
        return
    tier = tier_of(card, benchmark["params"]) if card is not None else None
    updates = tier.get("fitUpdates") if tier and "learner" not in record else None
    check_ledger(record["ledger"], benchmark["size"], updates, card["capabilities"] if card else None, regime, check)
    if regime is not None and "division" in record:
        derived = division_of(regime, record["ledger"], benchmark["size"], updates)
        if derived != record["division"]:
            check.add(("division",), f"received {show(record['division'])}; expected \"{derived}\", as the regime and the ledger give")


def _is_ledger(value: Any, card: Card | None, seeds: list[int] | None, lengths: Any, check: FileCheck) -> bool:
    if not isinstance(value, list):
        return refused(value, ("ledger",), check, "an array with one row for each seed")
    if seeds is not None:
        is_per_seed(("ledger",), value, seeds, check)
    fine = True
    for seed, row in enumerate(value):
        if not isinstance(row, list):
            fine = refused(row, ("ledger", seed), check, "an array with one entry for each generation")
            continue
        is_full_row(("ledger", seed), row, seed, lengths, check)
        for generation, entry in enumerate(row):
            if check.findings.full:
                return False
            fine = is_entry(entry, card["ledger"] if card else 1, ("ledger", seed, generation), check) and fine
    return fine


def _check_sample_list(record: Mapping[str, Any], lengths: Any, check: FileCheck) -> None:
    if any(name not in record for name in ("benchmark", "seeds", "samples")):
        return
    benchmark, seeds = record["benchmark"]["id"], record["seeds"]
    listed: set[tuple[int, int]] = set()
    for index, sample in enumerate(record["samples"]):
        seed, generation = sample["seed"], sample["generation"]
        place = place_of(sample["path"])
        wanted = sample_path(benchmark, seed, generation, place.suffix if place else "npy")
        if place is None or place.kind != "sample" or sample["path"] != wanted:
            check.add(("samples", index, "path"), f"received {show(sample['path'])}; expected \"{wanted}\" (or .jsonl)")
        if (seed, generation) in listed:
            check.add(("samples", index), f"seed {seed}, generation {generation} is listed twice; expected each once")
        listed.add((seed, generation))
        at_seed = seeds.index(seed) if seed in seeds else None
        if at_seed is None:
            check.add(("samples", index, "seed"), f"received {seed}; expected a seed of the record")
        elif lengths is not None and at_seed < len(lengths) and generation >= lengths[at_seed]:
            check.add(("samples", index, "generation"), f"received {generation}; the seed has {lengths[at_seed]} generations, from 0")
    for generation in range(lengths[0] if lengths and seeds else 0):
        if (seeds[0], generation) not in listed:
            check.add(("samples",), f"the samples of seed {seeds[0]}, generation {generation} are missing; a bundle has every generation of the first seed")


def _check_digests(record: Mapping[str, Any], card: Card, check: FileCheck) -> None:
    later = [metric for metric in later_metrics(card) if metric in record["trajectories"]]
    claimed = record.get("metricDigests", {})
    for name in claimed:
        if name not in later:
            check.add(("metricDigests", name), "remove it; expected a digest for each metric that came later, and no other")
    result = result_digest(record, later)
    if result != record["resultDigest"]:
        check.add(("resultDigest",), f"the record says {record['resultDigest']}, its content gives {result}")
    for name in later:
        computed = metric_digest(record, name, result)
        if claimed.get(name) != computed:
            check.add(("metricDigests", name), f"received {show(claimed.get(name))}; expected {computed}")
