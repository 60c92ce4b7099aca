"""Bundles from arrays: what an outside trainer measured becomes a run record with its sample files, and a submission."""
from __future__ import annotations

import json
import os
import platform
import shutil
from dataclasses import dataclass, field
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, Mapping, Sequence

from .canonical import metric_digest, result_digest, sha256
from .cards import Card, card_named, known_truth, later_metrics, tier_of
from .checks import Report, check
from .division import REGIME, division_of, least_regime
from .errors import HeirloomError
from .layout import MAX_EXAMPLES, SUBMISSION, run_path, sample_path
from .npy import npy_bytes
from .record import is_official
from .samples import Form, suffix_of, width_of
from .spec import family_of, format_spec
from .trajectory_checks import DIVERGENCE_BOUND

_OWN_FOLDERS = ("runs", "samples")


@dataclass(frozen=True)
class Strategy:
    """One strategy: ``passed`` are the parameters that its specification names, ``resolved`` all of them, defaults included."""

    id: str
    version: int = 1
    passed: Mapping[str, Any] = field(default_factory=dict)
    resolved: Mapping[str, Any] = field(default_factory=dict)

    def part(self) -> dict[str, Any]:
        return {"id": self.id, "version": self.version, "passed": dict(self.passed), "resolved": {**self.resolved, **self.passed}}


@dataclass(frozen=True)
class Run:
    """A run record, and its sample files by path."""

    record: dict[str, Any]
    files: dict[str, bytes]


def ledger_entry(generation: int, size: int, *, second: bool = False, **changed: Any) -> dict[str, Any]:
    """The ledger of a generation that trained on ``size`` samples of the last model alone; generation 0 on real data alone.

    ``size``: M, training units of one generation, for one learner. ``second``: with the fields that suite 0.3 added.
    ``changed``: fields that are otherwise, by their names (docs/bundle-format.md, section 5); where ``trainingSize``,
    ``weightShare`` or ``sourceWeights`` are not among them they follow from the counts, each example with the same weight.
    """
    first = generation == 0
    entry: dict[str, Any] = {
        "generation": generation,
        "realFresh": size if first else 0,
        "realRetained": 0,
        "synthetic": [] if first else [{"source": "main", "generation": generation - 1, "count": size}],
        "weightShare": 0,
        "trainingSize": 0,
        "poolSize": 0,
        "sampled": 0 if first else size,
        "simulated": 0,
        "verifierCalls": 0,
        "teacherCalls": 0,
        "epochs": 1,
        "reads": [],
    }
    if second:
        entry |= {"updates": 1, "freshShown": 0, "retainedShown": 0, "densityCalls": 0, "sourceWeights": []}
    for name in changed:
        if name not in entry:
            raise HeirloomError("usage", f"Received the field {name!r} of a ledger entry; expected any of {', '.join(entry)}.")
    entry |= changed
    real = entry["realFresh"] + entry["realRetained"]
    total = real + sum(part["count"] for part in entry["synthetic"])
    derived: dict[str, Any] = {"trainingSize": total, "weightShare": real / total if total else 0}
    if second:
        derived["sourceWeights"] = [
            {"source": p["source"], "generation": p["generation"], "weight": p["count"] / total, "count": p["count"] / total}
            for p in entry["synthetic"]
            if total
        ]
    return entry | {name: value for name, value in derived.items() if name not in changed}


def run_record(
    *,
    benchmark: str,
    tier: str,
    strategy: Strategy | Sequence[Strategy],
    engine: tuple[str, str],
    trajectories: Mapping[str, Any],
    samples: Mapping[tuple[int, int], Any],
    ledger: Sequence[Sequence[Mapping[str, Any]]] | None = None,
    regime: Mapping[str, str] | None = None,
    statuses: Sequence[Mapping[str, Any]] | None = None,
    truth: Mapping[str, Any] | None = None,
    params: Mapping[str, Any] | None = None,
    generations: int | None = None,
    started_at: datetime | None = None,
    seconds: float | Sequence[float] = 0.0,
) -> Run:
    """A run record (``heirloom.run/1`` or ``/2``, as the benchmark's protocol says) with its digests, and its sample files.

    - ``benchmark``: an id such as ``gaussian``, or ``gaussian@2``; ``tier``: its parameters and horizon are the tier's
      unless ``params`` (those that differ) or ``generations`` (G) say otherwise: then the run is not official.
    - ``engine``: id (kebab-case) and version of what computed.
    - ``trajectories``: for each metric of the benchmark ``[seed][generation]``, in its unit and range: lists, or an array of
      shape (seeds, G+1). None or NaN where a secondary metric has no value. A seed that stopped has as many values as the
      generation that it stopped in.
    - ``samples``: examples by (seed, generation), every generation of seed 1 at least, 1 to 500 each: rows of numbers
      (lists or arrays, ``[n, …]``), bytes 0 to 255 for images, texts for texts.
    - ``ledger``: ``[seed][generation]`` of ``ledger_entry``; None where every generation trained on M samples of the last.
    - ``regime``: what it was allowed, where that is more than nothing (docs/bundle-format.md, section 4).
    - ``statuses``: of each seed; None where all completed.
    - ``truth``: only where the parameters are no tier's and it depends on them.
    - ``seconds``: how long the run took, or each seed.

    The division, ``official``, hashes and digests are derived. Raises ``HeirloomError`` (unknown-id, bad-parameter) for what
    can't be a record; everything else is what ``check`` is for.
    """
    name, card = card_named(benchmark)
    setting = _setting(card, name, tier, params, generations)
    rows = {metric: _rows(metric, values, card["primary"]) for metric, values in trajectories.items()}
    seeds = list(range(1, len(rows.get(card["primary"], [])) + 1))
    if not seeds:
        raise HeirloomError("bad-parameter", f"Received no trajectory of {card['primary']}, the primary metric; expected a row for each seed.")
    second = card["ledger"] == 2
    states = [dict(status) for status in statuses] if statuses is not None else [{"state": "completed"} for _ in seeds]
    entries = [[dict(entry) for entry in row] for row in ledger] if ledger is not None else [
        [ledger_entry(generation, setting["size"], second=second) for generation in range(_length(status, setting["generations"]))]
        for status in states
    ]
    allowed = least_regime() | dict(regime or {})
    for field_name, value in allowed.items():
        if value not in REGIME.get(field_name, ()):
            expected = REGIME.get(field_name)
            what = f"one of {', '.join(expected)}" if expected else f"fields of {', '.join(REGIME)}"
            raise HeirloomError("bad-parameter", f"Received {field_name}={value!r} in the regime; expected {what}.")
    plan = tier_of(card, setting["params"])
    listed, files = _sample_files(name.split("@")[0], samples, plan["form"] if plan else None)
    parts = [one.part() for one in ([strategy] if isinstance(strategy, Strategy) else strategy)]
    record: dict[str, Any] = {
        "format": card["format"],
        "suite": card["suite"],
        "benchmark": setting,
        "official": is_official(setting, seeds, card),
        "strategy": {"spec": format_spec([(part["id"], part["passed"]) for part in parts]), "parts": parts},
        "regime": allowed,
        "division": division_of(allowed, entries, setting["size"], plan.get("fitUpdates") if plan else None),
        "seeds": seeds,
        "statuses": states,
        "engine": {"id": engine[0], "version": engine[1]},
        "truth": dict(truth) if truth is not None else _truth(card, setting, rows),
        "trajectories": rows,
        "ledger": entries,
        "samples": listed,
        "environment": _environment(),
        "timings": _timings(started_at or datetime.now(timezone.utc), seconds, len(seeds)),
    }
    later = [metric for metric in later_metrics(card) if metric in rows]
    record["resultDigest"] = result_digest(record, later)
    if later:
        record["metricDigests"] = {metric: metric_digest(record, metric, record["resultDigest"]) for metric in later}
    return Run(record, files)


def write_bundle(
    path: str | Path,
    runs: Sequence[Run],
    *,
    title: str,
    authors: Sequence[str | Mapping[str, str]],
    licence: str,
    attempts: int,
    description: str = "",
    external_information: str = "",
    paper: str | None = None,
    code: str | None = None,
    suite: str | None = None,
) -> Report:
    """Writes runs of one strategy at one tier as a bundle's folder, and checks it.

    ``authors``: names, or ``{"name", "affiliation"?, "orcid"?}``; ``licence`` such as ``CC-BY-4.0``; ``attempts``: number of
    specifications tried before this one was chosen, this one included; ``suite``: by default the newest that the runs name.
    The folder may hold an earlier bundle, which is replaced, and nothing else. The report says what ``check`` found.

    Raises ``HeirloomError``: usage without runs, or where the folder holds something else.
    """
    if not runs:
        raise HeirloomError("usage", "Received no run; expected one for each benchmark.")
    folder = Path(path)
    _clear(folder)
    first = runs[0].record
    submission = {
        "format": "heirloom.submission/1",
        "suite": suite or max((run.record["suite"] for run in runs), key=lambda text: [int(part) for part in text.split(".")]),
        "tier": first["benchmark"]["tier"],
        "title": title,
        "strategy": {"spec": first["strategy"]["spec"], "family": family_of(first["strategy"]["spec"]), "description": description},
        "authors": [{"name": author} if isinstance(author, str) else dict(author) for author in authors],
        "paper": paper,
        "code": code,
        "licence": licence,
        "externalInformation": external_information,
        "attempts": attempts,
        "runs": [{"benchmark": run.record["benchmark"]["id"], "resultDigest": run.record["resultDigest"]} for run in runs],
    }
    files = {SUBMISSION: _json(submission)}
    for run in runs:
        files |= {run_path(run.record["benchmark"]["id"]): _json(run.record), **run.files}
    for name, content in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return check(folder)


def _setting(
    card: Card, name: str, tier: str, params: Mapping[str, Any] | None, generations: int | None
) -> dict[str, Any]:
    if tier not in card["tiers"]:
        raise HeirloomError("bad-parameter", f"Received the tier {tier!r}; expected one of {', '.join(card['tiers'])}.")
    plan = card["tiers"][tier]
    unknown = [one for one in params or {} if one not in card["params"]]
    if unknown:
        raise HeirloomError("bad-parameter", f"Received the parameter {unknown[0]!r} of {name}; expected any of {', '.join(card['params'])}.")
    given = {**plan["params"], **(params or {})}
    id, version = name.split("@")
    last = plan["generations"] if generations is None else generations
    return {"id": id, "version": int(version), "tier": tier, "params": given, "generations": last, "size": given["sampleSize"]}


def _length(status: Mapping[str, Any], generations: int) -> int:
    return generations + 1 if status["state"] == "completed" else int(status["generation"])


def _plain(value: Any) -> Any:
    """Lists and numbers of Python from arrays and scalars of NumPy, PyTorch and whatever else has ``tolist``."""
    return value.tolist() if hasattr(value, "tolist") else value


def _rows(metric: str, values: Any, primary: str) -> list[list[float | None]]:
    rows = _plain(values)
    if not isinstance(rows, (list, tuple)) or not all(isinstance(_plain(row), (list, tuple)) for row in rows):
        raise HeirloomError("bad-parameter", f"Received a trajectory of {metric} that has no rows; expected [seed][generation].")
    return [[_value(metric, _plain(value), primary, seed, g) for g, value in enumerate(_plain(row))] for seed, row in enumerate(rows, 1)]


def _value(metric: str, value: Any, primary: str, seed: int, generation: int) -> float | None:
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    if value is not None and not is_number:
        raise HeirloomError("bad-parameter", f"Received {value!r} as {metric} of seed {seed}, generation {generation}; expected a number or None.")
    is_none = value is None or value != value
    if metric == primary and (is_none or abs(value) > DIVERGENCE_BOUND):
        raise HeirloomError(
            "bad-parameter",
            f"Received {value} as {metric} of seed {seed}, generation {generation}: a seed whose primary metric is no number, or beyond "
            f"±{DIVERGENCE_BOUND:g}, has diverged there. End its rows before, and give its status "
            f'{{"state": "diverged", "generation": {generation}, "reason": "..."}}.',
        )
    if is_none:
        return None
    if value in (float("inf"), float("-inf")):
        raise HeirloomError("bad-parameter", f"Received {value} as {metric} of seed {seed}, generation {generation}; expected a finite number or None.")
    return float(value)


def _truth(card: Card, setting: Mapping[str, Any], rows: Mapping[str, Any]) -> dict[str, Any]:
    known = known_truth(card, setting["params"])
    if known is None:
        raise HeirloomError(
            "bad-parameter", "The truth depends on parameters that are no tier's; give it as truth=, a value of each metric that has one."
        )
    later = later_metrics(card)
    until = setting["generations"] + 1
    return {
        metric: value[:until] if isinstance(value, list) else value
        for metric, value in known.items()
        if metric not in later or metric in rows
    }


def _sample_files(benchmark: str, samples: Mapping[tuple[int, int], Any], form: Form | None) -> tuple[list[dict[str, Any]], dict[str, bytes]]:
    if form is None:
        raise HeirloomError("bad-parameter", "The parameters are no tier's, so the form of samples isn't known here; use npx heirloom run.")
    listed, files = [], {}
    for seed, generation in sorted(samples):
        path = sample_path(benchmark, seed, generation, suffix_of(form))
        content = _sample_bytes(_plain(samples[seed, generation]), form, f"the samples of seed {seed}, generation {generation}")
        files[path] = content
        listed.append({"path": path, "seed": seed, "generation": generation, "sha256": sha256(content)})
    return listed, files


def _sample_bytes(examples: Any, form: Form, what: str) -> bytes:
    rows = list(examples)
    if not 1 <= len(rows) <= MAX_EXAMPLES:
        raise HeirloomError("bad-parameter", f"Received {len(rows)} examples as {what}; expected 1 to {MAX_EXAMPLES}.")
    if form["kind"] == "texts":
        return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode("utf-8")
    width = width_of(form)
    values: list[float] = []
    for row in rows:
        flat = _flat(row)
        if len(flat) != width:
            raise HeirloomError("bad-parameter", f"Received {len(flat)} numbers as an example of {what}; expected {width}.")
        values += flat
    if form["kind"] == "vectors":
        return npy_bytes([float(value) for value in values], (len(rows), width))
    top = 255 if form["kind"] == "images" else form["vocabulary"] - 1
    wrong = next((value for value in values if not float(value).is_integer() or not 0 <= value <= top), None)
    if wrong is not None:
        raise HeirloomError("bad-parameter", f"Received {wrong} in {what}; expected whole numbers from 0 to {top}.")
    return npy_bytes([int(value) for value in values], (len(rows), width), "|u1" if form["kind"] == "images" else "<i8")


def _flat(value: Any) -> list[float]:
    inner = _plain(value)
    return [one for part in inner for one in _flat(part)] if isinstance(inner, (list, tuple)) else [inner]


def _environment() -> dict[str, Any]:
    """Where it was made, in words of its own: it wasn't Node."""
    return {
        "node": f"none (Python {platform.python_version()})"[:40],
        "platform": (platform.system() or "unknown")[:40],
        "arch": (platform.machine() or "unknown")[:40],
        "cpu": (platform.processor() or "unknown")[:200],
        "cores": os.cpu_count() or 1,
        "heirloom": "python client",
        "commit": None,
        "dirty": None,
    }


def _timings(started_at: datetime, seconds: float | Sequence[float], seeds: int) -> dict[str, Any]:
    each = [seconds / seeds] * seeds if isinstance(seconds, (int, float)) else list(seconds)
    return {
        "startedAt": started_at.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "durationMs": 1000 * sum(each),
        "seedDurationMs": [1000 * one for one in each],
    }


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, allow_nan=False) + "\n").encode("utf-8")


def _clear(folder: Path) -> None:
    """Takes an earlier bundle out of a folder. Raises ``HeirloomError`` (usage) where there is something else in it."""
    if not folder.exists():
        return
    names = {one.name for one in folder.iterdir()} if folder.is_dir() else {folder.name}
    if names and (SUBMISSION not in names or names - {SUBMISSION, *_OWN_FOLDERS}):
        named = ", ".join(sorted(names - {SUBMISSION, *_OWN_FOLDERS})[:3])
        raise HeirloomError(
            "usage", f"{folder} holds what is no bundle{f' ({named})' if named else ''}; give a folder that is new, empty or a bundle."
        )
    for name in _OWN_FOLDERS:
        if (folder / name).exists():
            shutil.rmtree(folder / name)
