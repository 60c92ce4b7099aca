"""The division of a run: what it was allowed, and what its ledger shows (benchmarks/protocol/regime.ts, docs/bundle-format.md, section 4)."""
from __future__ import annotations

import math
from typing import Any, Mapping, Sequence

Entry = Mapping[str, Any]
Ledger = Sequence[Sequence[Entry]]

#: From the least to the most that a run may be allowed.
REGIME: dict[str, tuple[str, ...]] = {
    "realData": ("none", "retained", "fresh"),
    "pool": ("replace", "augment-fixed", "accumulate"),
    "memory": ("last", "anchored"),
    "provenance": ("blind", "detector", "labels"),
    "external": ("none", "verifier", "simulator", "other-data"),
    "trainingSize": ("fixed", "growing"),
}
DIVISIONS = ("closed", "anchored", "retained", "fresh", "accumulating", "assisted", "open")

MAX_REAL_SHARE = 0.2
MAX_SAMPLED = 10
MAX_EXTERNAL = 2
MAX_DENSITIES = 11
SLACK = 1e-9


def least_regime() -> dict[str, str]:
    """The regime of doing nothing: the least of everything."""
    return {name: values[0] for name, values in REGIME.items()}


def division_of(regime: Mapping[str, str], ledger: Ledger, size: int, fit_updates: float | None = None) -> str:
    """The first division that admits the regime and all entries after generation 0.

    ``ledger[seed][generation]``; ``size`` is M; ``fit_updates`` are the updates that a fit on M makes at most, None where
    the benchmark doesn't say.
    """
    use = _Use(ledger, size, fit_updates)
    return next(name for name in DIVISIONS if _admits(name, regime, use, size))


class _Use:
    """What a ledger shows; each figure is the worst generation's after generation 0."""

    def __init__(self, ledger: Ledger, size: int, fit_updates: float | None) -> None:
        later = [entry for row in ledger for entry in row if entry["generation"] != 0]
        self.real = self.count_share = self.weight_share = self.sampled = self.external = 0.0
        self.fresh_drawn = self.looked_back = self.labels = False
        self.fixed_size = self.uniform_pool = True
        for entry in later:
            real = entry["realFresh"] + entry["realRetained"]
            reads = entry["reads"]
            self.real = max(self.real, real)
            self.fresh_drawn |= entry["realFresh"] > 0 or "fresh-data" in reads
            self.count_share = max(self.count_share, real / entry["trainingSize"] if entry["trainingSize"] else 0)
            self.weight_share = max(self.weight_share, entry["weightShare"])
            self.fixed_size &= entry["trainingSize"] <= size
            self.sampled = max(self.sampled, entry["sampled"])
            self.external = max(self.external, entry["verifierCalls"] + entry["simulated"])
            self.looked_back |= any(read != "origin-labels" for read in reads)
            self.labels |= "origin-labels" in reads
            self.uniform_pool &= _has_uniform_pool(entry)
        entries = [entry for row in ledger for entry in row]
        self.second = _Second(ledger, size, fit_updates) if entries and all("updates" in one for one in entries) else None


def _has_uniform_pool(entry: Entry) -> bool:
    """For every k, examples from the original data and generations up to k are at most (k+1)/(g+1) of the training set."""
    generation = entry["generation"]
    if entry["weightShare"] * (generation + 1) > 1 + SLACK:
        return False
    counts = {0: entry["realFresh"] + entry["realRetained"]}
    for part in entry["synthetic"]:
        counts[part["generation"] + 1] = counts.get(part["generation"] + 1, 0) + part["count"]
    together = 0
    for k in sorted(counts):
        if k > generation:
            break
        together += counts[k]
        if together * (generation + 1) > entry["trainingSize"] * (k + 1):
            return False
    return True


class _Second:
    """What the ledger of suite 0.3 adds (benchmarks/protocol/division-limits-2.ts)."""

    def __init__(self, ledger: Ledger, size: int, fit_updates: float | None) -> None:
        self.real_shown = False
        self.real_use = self.densities = 0.0
        self.bounded_updates = self.bounded_pool = self.weights_as_counts = True
        for row in ledger:
            if not row:
                continue
            learners = row[0]["trainingSize"] / size
            for entry in row[1:]:
                self.real_shown |= entry["freshShown"] + entry["retainedShown"] > 0
                self.real_use = max(self.real_use, max(entry["freshShown"], entry["realFresh"]) + entry["realRetained"])
                self.densities = max(self.densities, entry["densityCalls"])
                if fit_updates is not None:
                    # Rounded as JavaScript does: halves go up.
                    most = max(fit_updates, math.floor(fit_updates * entry["trainingSize"] / size + 0.5))
                    self.bounded_updates &= entry["updates"] <= learners * most
                self.bounded_pool &= entry["trainingSize"] <= (entry["generation"] + 1) * size and all(
                    part["count"] <= size for part in entry["synthetic"]
                )
                self.weights_as_counts &= all(
                    part["generation"] >= entry["generation"] - 1 or part["weight"] <= part["count"] + SLACK
                    for part in entry["sourceWeights"]
                )

    def admits(self, division: str, size: int, sampled: float) -> bool:
        if division == "open":
            return True
        if not self.bounded_updates or self.densities > MAX_DENSITIES * size:
            return False
        if division == "closed":
            return not self.real_shown
        if division in ("retained", "fresh", "assisted"):
            return self.real_use <= MAX_REAL_SHARE * size
        if division == "accumulating":
            return self.bounded_pool and self.weights_as_counts and sampled <= MAX_SAMPLED * size
        return True


def _admits(division: str, regime: Mapping[str, str], use: _Use, size: int) -> bool:
    if use.second is not None and not use.second.admits(division, size, use.sampled):
        return False
    replaces = regime["pool"] == "replace"
    is_fixed = regime["trainingSize"] == "fixed" and use.fixed_size
    nothing_external = regime["external"] == "none" and use.external == 0
    small_share = use.count_share <= MAX_REAL_SHARE and use.weight_share <= MAX_REAL_SHARE
    anchored = (
        replaces
        and regime["realData"] == "none"
        and use.real == 0
        and not use.fresh_drawn
        and regime["provenance"] != "labels"
        and not use.labels
        and is_fixed
        and nothing_external
        and use.sampled <= MAX_SAMPLED * size
    )
    admits = {
        "closed": anchored and regime["memory"] == "last" and not use.looked_back,
        "anchored": anchored,
        "retained": replaces
        and regime["realData"] == "retained"
        and not use.fresh_drawn
        and small_share
        and is_fixed
        and nothing_external,
        "fresh": replaces and small_share and is_fixed and nothing_external,
        "accumulating": not replaces
        and regime["realData"] != "fresh"
        and not use.fresh_drawn
        and use.uniform_pool
        and nothing_external,
        "assisted": regime["external"] in ("verifier", "simulator")
        and small_share
        and is_fixed
        and use.external <= MAX_EXTERNAL * size,
        "open": True,
    }
    return admits[division]
