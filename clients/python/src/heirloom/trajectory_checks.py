"""What has one row a seed: seeds, statuses, trajectories, truth (benchmarks/bundle/check-seeds.ts, -trajectories.ts, -truth.ts)."""
from __future__ import annotations

from typing import Any, Mapping, Sequence

from .cards import Card, all_cards, known_truth, later_metrics
from .findings import FileCheck, Step, Steps, show
from .shapes import is_number

#: The largest size of a primary metric's value: a seed beyond has diverged.
DIVERGENCE_BOUND = 1e100
#: Rounding may carry a value this far past the end of its range.
_RANGE_SLACK = 1e-9
#: How far another engine may be from the truth as it was computed here: relative, and absolute below 1.
_OTHER_ENGINE = 1e-9

Lengths = Sequence[int] | None


def check_seeds(seeds: Sequence[int], check: FileCheck) -> None:
    """The registered seeds are 1, 2, 3, ...: a record has the first n, in order."""
    seen: set[int] = set()
    last = 0
    for index, seed in enumerate(seeds):
        if check.findings.full:
            return
        if seed in seen:
            check.add(("seeds", index), f"seed {seed} is there twice; expected each once")
        elif seed < 1 or seed != last + 1:
            check.add(("seeds", index), f"received seed {seed}; expected {last + 1}: the registered seeds are 1, 2, 3, … in rising order, none left out")
        seen.add(seed)
        last = max(last, seed)


def is_per_seed(steps: Steps, items: Sequence[Any], seeds: Sequence[int], check: FileCheck) -> None:
    if len(items) != len(seeds):
        check.add(steps, f"received {len(items)} elements; expected {len(seeds)}, one for each seed")


def expected_lengths(record: Mapping[str, Any], check: FileCheck) -> Lengths:
    """Generations that each seed has to show: G+1 where it completed, else as many as the generation that it stopped in."""
    benchmark, statuses = record.get("benchmark"), record.get("statuses")
    if benchmark is None or statuses is None:
        return None
    last = benchmark["generations"]
    lengths = []
    for index, status in enumerate(statuses):
        stopped = last + 1 if status["state"] == "completed" else status["generation"]
        if status["state"] != "completed" and stopped > last:
            check.add(("statuses", index, "generation"), f"received {stopped}; expected at most {last}, the last generation")
            stopped = last
        lengths.append(stopped)
    return lengths


def is_full_row(steps: Steps, row: Sequence[Any], seed: int, lengths: Lengths, check: FileCheck) -> None:
    if lengths is None or seed >= len(lengths) or len(row) == lengths[seed]:
        return
    check.add(steps, f"received {len(row)} generations; expected {lengths[seed]}, as the seed's status and the horizon say")


def check_trajectories(value: Any, card: Card | None, seeds: Sequence[int] | None, lengths: Lengths, check: FileCheck) -> bool:
    """The benchmark's metrics, one row a seed, one value a generation, each in its metric's range. Whether all is well-shaped."""
    if not isinstance(value, dict):
        check.add(("trajectories",), f"received {show(value)}; expected an object with one field for each metric")
        return False
    if card is None:
        return False
    metrics = {metric["id"]: metric for metric in card["metrics"]}
    shaped = True
    for name in value:
        if name not in metrics:
            check.add(("trajectories", name), f"unknown metric; expected one of {', '.join(metrics)}")
            shaped = False
    for name, metric in metrics.items():
        if name not in value:
            if metric.get("since", 1) == 1:
                check.add(("trajectories", name), "missing; expected this metric of the benchmark")
                shaped = False
        elif not _is_trajectory(value[name], metric, name == card["primary"], seeds, lengths, check):
            shaped = False
    return shaped


def _is_trajectory(
    rows: Any, metric: Mapping[str, Any], is_primary: bool, seeds: Sequence[int] | None, lengths: Lengths, check: FileCheck
) -> bool:
    steps: tuple[Step, ...] = ("trajectories", metric["id"])
    if not isinstance(rows, list):
        check.add(steps, f"received {show(rows)}; expected an array with one row for each seed")
        return False
    if seeds is not None:
        is_per_seed(steps, rows, seeds, check)
    shaped = True
    for seed, row in enumerate(rows):
        if check.findings.full:
            break
        if not isinstance(row, list):
            check.add((*steps, seed), f"received {show(row)}; expected an array with one value for each generation")
            shaped = False
            continue
        is_full_row((*steps, seed), row, seed, lengths, check)
        for generation, value in enumerate(row):
            fault = _value_fault(value, metric, is_primary)
            if fault is not None:
                check.add((*steps, seed, generation), f"received {show(value)}; {fault}")
            shaped = shaped and (value is None or is_number(value))
    return shaped


def _value_fault(value: Any, metric: Mapping[str, Any], is_primary: bool) -> str | None:
    if value is None:
        return "the primary metric always has a value: a seed without one has diverged" if is_primary else None
    if not is_number(value):
        # A number that is too large for a double was reported when it was read.
        return None if isinstance(value, float) else "expected a number, or null where a secondary metric has none"
    if is_primary and abs(value) > DIVERGENCE_BOUND:
        return f"expected at most {DIVERGENCE_BOUND} in size: a seed whose primary metric goes beyond has diverged, and its arrays end before"
    low, high = metric["range"]
    if (low is not None and value < low - _RANGE_SLACK) or (high is not None and value > high + _RANGE_SLACK):
        return f"expected {'−∞' if low is None else low} to {'∞' if high is None else high}, the range of {metric['id']}"
    return None


def check_truth(truth: Mapping[str, Any], record: Mapping[str, Any], measured: Sequence[str], card: Card, check: FileCheck) -> None:
    """The truth is the benchmark's: every metric that has one, and no other."""
    lacking = [metric for metric in later_metrics(card) if metric not in measured]
    expected = [metric for metric in card["withTruth"] if metric not in lacking]
    benchmark = record.get("benchmark")
    known = known_truth(card, benchmark["params"]) if benchmark else None
    if not truth and expected:
        check.add(("truth",), f"received no value; expected those of {', '.join(expected)}")
        return
    for name in truth:
        if name not in expected:
            check.add(("truth", name), "no truth of the benchmark's, or of a metric that the record lacks; remove it")
    engine = record.get("engine")
    tolerance = 0.0 if engine is not None and [engine["id"], engine["version"]] in all_cards()["engines"] else _OTHER_ENGINE
    generations = benchmark["generations"] if benchmark else 0
    ranges = {metric["id"]: metric["range"] for metric in card["metrics"]}
    for name in expected:
        right = known.get(name) if known else None
        if name not in truth:
            check.add(("truth", name), f"missing; expected {show(right) if right is not None else 'a number'}")
        else:
            _check_truth_of(name, truth[name], right, generations, tolerance, ranges[name], check)


def _check_truth_of(
    name: str, given: Any, right: Any, generations: int, tolerance: float, limits: Sequence[float | None], check: FileCheck
) -> None:
    moves = isinstance(right, list) or (right is None and isinstance(given, list))
    if moves != isinstance(given, list) or (isinstance(given, list) and len(given) != generations + 1):
        wanted = f"{generations + 1} numbers, one a generation from 0" if moves else show(right)
        check.add(("truth", name), f"received {show(given)}; expected {wanted}")
        return
    for generation, value in enumerate(given if isinstance(given, list) else [given]):
        steps: Steps = ("truth", name, generation) if isinstance(given, list) else ("truth", name)
        expected = right[generation] if isinstance(right, list) and generation < len(right) else None if isinstance(right, list) else right
        low, high = limits
        if expected is None:
            if (low is not None and value < low) or (high is not None and value > high):
                check.add(steps, f"received {show(value)}; expected a value in the range of {name}")
        elif abs(value - expected) > tolerance * max(1, abs(expected)):
            check.add(steps, f"received {show(value)}; expected {show(expected)}, the benchmark's truth")
