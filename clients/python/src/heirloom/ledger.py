"""What holds of every ledger, whatever the strategy (benchmarks/bundle/ledger-rules*.ts, ledger-regime.ts)."""
from __future__ import annotations

from typing import Any, Callable, Iterator, Mapping, Sequence

from .division import SLACK
from .findings import FileCheck, Steps, show
from .shapes import array, count, fields, number, one_of, refused, text

Entry = Mapping[str, Any]
Fault = tuple[Steps, str]

READS = ("real-data", "fresh-data", "older-models", "older-samples", "origin-labels")
SIMULATOR = "simulator"
OUTSIDE = "outside"
MAX_PARTS = 10_000

_source = text(64, shortest=1)
_ENTRY = {
    **dict.fromkeys(("generation", "realFresh", "realRetained"), count),
    "synthetic": array(fields({"source": _source, "generation": count, "count": count})),
    "weightShare": number(0, 1),
    **dict.fromkeys(("trainingSize", "poolSize", "sampled", "simulated", "verifierCalls", "teacherCalls"), count),
    "epochs": number(0),
    "reads": array(one_of(*READS)),
}
_SECOND = {
    **dict.fromkeys(("updates", "freshShown", "retainedShown", "densityCalls"), count),
    "sourceWeights": array(fields({"source": _source, "generation": count, "weight": number(0, 1), "count": number(0, 1)})),
}
ENTRY_1 = fields(_ENTRY)
ENTRY_2 = fields({**_ENTRY, **_SECOND})


def is_entry(value: Any, version: int, steps: Steps, check: FileCheck) -> bool:
    """Whether it has the fields of the benchmark's ledger, 1 or 2."""
    for name in ("synthetic", "sourceWeights"):
        parts = value.get(name) if isinstance(value, dict) else None
        if isinstance(parts, list) and len(parts) > MAX_PARTS:
            return refused(parts, (*steps, name), check, f"at most {MAX_PARTS} parts")
    return (ENTRY_2 if version == 2 else ENTRY_1)(value, steps, check)


def check_ledger(
    ledger: Sequence[Sequence[Entry]],
    size: int,
    fit_updates: float | None,
    capabilities: Sequence[str] | None,
    regime: Mapping[str, str] | None,
    check: FileCheck,
) -> None:
    """Every rule that the harness keeps, of every entry. The strategy is taken to be free to weight examples, and to fit twice."""
    learners = next((row[0]["trainingSize"] for row in ledger if row), None)
    for seed, row in enumerate(ledger):
        simulated = 0
        for generation, entry in enumerate(row):
            if check.findings.full:
                return
            simulated += entry["simulated"]
            faults = list(_faults(entry, generation, size, learners, capabilities, simulated))
            if "updates" in entry:
                faults += _faults_2(entry, size, fit_updates)
            for steps, message in faults:
                check.add(("ledger", seed, generation, *steps), message)
    if regime is not None:
        for steps, message in _regime_faults(ledger, regime, size):
            check.add(steps, message)


def _accounted(entry: Entry) -> int:
    return int(entry["realFresh"] + entry["realRetained"] + sum(part["count"] for part in entry["synthetic"]))


def _faults(
    entry: Entry, generation: int, size: int, learners: int | None, capabilities: Sequence[str] | None, simulated: int
) -> Iterator[Fault]:
    if entry["generation"] != generation:
        yield ("generation",), f"received {entry['generation']}; expected {generation}, its place in the list"
    accounted = _accounted(entry)
    if entry["trainingSize"] != accounted:
        yield (
            ("trainingSize",),
            f"received {entry['trainingSize']}; expected {accounted}, the sum of realFresh, realRetained and all synthetic counts",
        )
    if accounted == 0:
        yield ("trainingSize",), "nothing was trained on; a seed without training data has diverged"
    if len(set(entry["reads"])) < len(entry["reads"]):
        yield ("reads",), "a read is there twice; expected each once"
    if generation == 0:
        yield from _origin_faults(entry, size, learners)
    else:
        yield from _synthetic_faults(entry, generation, simulated)
        yield from _weight_faults(entry, accounted)
        yield from _read_faults(entry, capabilities)


def _origin_faults(entry: Entry, size: int, learners: int | None) -> Iterator[Fault]:
    if entry["realFresh"] == 0 or entry["realFresh"] % size != 0:
        yield (
            ("realFresh",),
            f"received {entry['realFresh']}; expected {size} for each learner: generation 0 is fitted on the original data alone",
        )
    elif learners is not None and entry["realFresh"] != learners:
        yield (
            ("realFresh",),
            f"received {entry['realFresh']}; expected {learners}, as for the first seed: all seeds train the same learners",
        )
    for name in ("realRetained", "poolSize", "sampled", "simulated", "verifierCalls", "teacherCalls"):
        if entry[name] != 0:
            yield (name,), f"received {entry[name]}; expected 0 in generation 0"
    if entry["synthetic"]:
        yield ("synthetic",), "received samples of a model; expected none in generation 0"
    if entry["reads"]:
        yield ("reads",), "received reads; expected none in generation 0"
    if entry["weightShare"] != 1:
        yield ("weightShare",), f"received {show(entry['weightShare'])}; expected 1: generation 0 is fitted on real data alone"


def _synthetic_faults(entry: Entry, generation: int, simulated: int) -> Iterator[Fault]:
    seen: set[tuple[str, int]] = set()
    from_last = from_older = 0
    for index, part in enumerate(entry["synthetic"]):
        key = (part["source"], int(part["generation"]))
        if key in seen:
            yield ("synthetic", index), "the same source and generation are there twice; expected their sum"
        seen.add(key)
        if part["generation"] > generation:
            yield (
                ("synthetic", index, "generation"),
                f"received {part['generation']}; generation {generation} can only train on samples of earlier generations' models",
            )
        # Nobody knows what made these, nor when.
        if part["source"] == OUTSIDE:
            continue
        if part["source"] != SIMULATOR:
            from_last += part["count"] if part["generation"] == generation - 1 else 0
            from_older += part["count"] if part["generation"] < generation - 1 else 0
        elif part["count"] > 0 and simulated == 0:
            yield (
                ("synthetic", index, "count"),
                f"received {part['count']} examples of the simulator; none were drawn so far (simulated is 0)",
            )
    if from_older > 0 and "older-samples" not in entry["reads"]:
        yield ("reads",), 'expected "older-samples" among the reads: samples of an older model were trained on'
    if entry["sampled"] == 0 and from_last > 0:
        yield ("sampled",), "received 0; samples of the last generation were trained on, so some were drawn"


def _weight_faults(entry: Entry, accounted: int) -> Iterator[Fault]:
    real = entry["realFresh"] + entry["realRetained"]
    if accounted > 0 and real in (0, accounted) and abs(entry["weightShare"] - real / accounted) > SLACK:
        yield (
            ("weightShare",),
            f"received {show(entry['weightShare'])}; expected {show(real / accounted)}, the share of real examples",
        )


def _read_faults(entry: Entry, capabilities: Sequence[str] | None) -> Iterator[Fault]:
    if entry["realRetained"] > 0 and "real-data" not in entry["reads"]:
        yield ("reads",), 'expected "real-data" among the reads: real data of an earlier generation was trained on'
    if entry["realFresh"] > 0 and "fresh-data" not in entry["reads"]:
        yield ("reads",), 'expected "fresh-data" among the reads: fresh real data was trained on'
    for name, capability in (("verifierCalls", "verifier"), ("simulated", "simulator"), ("teacherCalls", "log-density")):
        if entry[name] > 0 and capabilities is not None and capability not in capabilities:
            yield (name,), f'received {entry[name]}; expected 0: the benchmark has no "{capability}"'


def _faults_2(entry: Entry, size: int, fit_updates: float | None) -> Iterator[Fault]:
    """What holds of the fields that the ledger of suite 0.3 adds."""
    if entry["densityCalls"] > entry["teacherCalls"]:
        yield ("densityCalls",), f"received {entry['densityCalls']}; expected at most {entry['teacherCalls']}, as teacherCalls say"
    if entry["freshShown"] > 0 and "fresh-data" not in entry["reads"]:
        yield ("reads",), 'expected "fresh-data" among the reads: fresh real data was shown'
    if entry["retainedShown"] > 0 and "real-data" not in entry["reads"]:
        yield ("reads",), 'expected "real-data" among the reads: real data of an earlier generation was shown'
    if entry["generation"] == 0:
        yield from _origin_faults_2(entry, size, fit_updates)
        return
    if entry["realFresh"] > 0 and entry["freshShown"] == 0:
        yield ("freshShown",), "received 0; fresh real data was trained on, so some was shown"
    yield from _source_faults(entry)


def _origin_faults_2(entry: Entry, size: int, fit_updates: float | None) -> Iterator[Fault]:
    for name in ("freshShown", "retainedShown", "densityCalls"):
        if entry[name] != 0:
            yield (name,), f"received {entry[name]}; expected 0 in generation 0"
    if entry["sourceWeights"]:
        yield ("sourceWeights",), "received samples of a model; expected none in generation 0"
    if entry["updates"] == 0:
        yield ("updates",), "received 0; expected at least 1: every learner was fitted"
    most = float("inf") if fit_updates is None else fit_updates * entry["trainingSize"] / size
    if entry["updates"] > most:
        yield ("updates",), f"received {entry['updates']}; expected at most {show(most)}: a fit on M makes {fit_updates} at most"


def _source_faults(entry: Entry) -> Iterator[Fault]:
    weights, synthetic = ([(part["source"], part["generation"]) for part in entry[name]] for name in ("sourceWeights", "synthetic"))
    if weights != synthetic:
        yield ("sourceWeights",), "expected one for each part of synthetic, in the same order"


_Rule = tuple[str, Callable[[Entry, int], bool], Callable[[Mapping[str, str]], bool], str]
_RULES: tuple[_Rule, ...] = (
    (
        "realRetained",
        lambda entry, size: bool(entry["realRetained"] > 0),
        lambda regime: regime["realData"] != "none",
        'earlier real data was trained on; the regime says realData "none"',
    ),
    (
        "realFresh",
        lambda entry, size: bool(entry["realFresh"] > 0),
        lambda regime: regime["realData"] == "fresh",
        'fresh real data was trained on; expected the regime to say realData "fresh"',
    ),
    (
        "trainingSize",
        lambda entry, size: bool(entry["trainingSize"] > size),
        lambda regime: regime["trainingSize"] == "growing",
        'more than M examples were trained on; the regime says trainingSize "fixed"',
    ),
    (
        "verifierCalls",
        lambda entry, size: bool(entry["verifierCalls"] > 0),
        lambda regime: regime["external"] != "none",
        'the verifier was asked; the regime says external "none"',
    ),
    (
        "simulated",
        lambda entry, size: bool(entry["simulated"] > 0),
        lambda regime: regime["external"] in ("simulator", "other-data"),
        'the simulator was used; expected the regime to say external "simulator"',
    ),
    (
        "synthetic",
        lambda entry, size: any(part["source"] == OUTSIDE and part["count"] > 0 for part in entry["synthetic"]),
        lambda regime: regime["external"] == "other-data",
        'examples of unknown source were trained on; expected the regime to say external "other-data"',
    ),
    (
        "reads",
        lambda entry, size: "origin-labels" in entry["reads"],
        lambda regime: regime["provenance"] == "labels",
        'origin labels were read; expected the regime to say provenance "labels"',
    ),
    (
        "reads",
        lambda entry, size: "older-models" in entry["reads"] or "older-samples" in entry["reads"],
        lambda regime: regime["memory"] == "anchored",
        'older models or samples were read; expected the regime to say memory "anchored"',
    ),
)


def _regime_faults(ledger: Sequence[Sequence[Entry]], regime: Mapping[str, str], size: int) -> Iterator[Fault]:
    """Each rule that is broken, at the first entry that breaks it; generation 0 is the same for everybody."""
    for name, shows, allows, message in _RULES:
        if allows(regime):
            continue
        for seed, row in enumerate(ledger):
            broken = next((g for g, entry in enumerate(row) if g > 0 and shows(entry, size)), None)
            if broken is not None:
                yield ("ledger", seed, broken, name), message
                break
