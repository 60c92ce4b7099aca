"""Rows of tables from boards and snapshots, with the columns that docs/snapshots.md names; ids stand plain, without prefix."""
from __future__ import annotations

from typing import Any, Iterable, Mapping

Row = dict[str, Any]
_NO_COUNTS = {"updates": None, "fresh_shown": None, "retained_shown": None, "density_calls": None}


def board_row(row: Mapping[str, Any], board: Mapping[str, Any]) -> Row:
    """One entry of a board as the API answers it."""
    overall, rank, axes, cost = row["overall"], row["rank"] or {}, row["axisScores"], row["cost"]
    flat: Row = {
        "suite": board["suite"],
        "group": board["group"],
        "tier": board["tier"],
        "division": row["division"],
        "rank_low": rank.get("low"),
        "rank_high": rank.get("high"),
        "unranked_because": row["rankWords"],
        "submission": row["id"],
        "strategy": row["spec"],
        "title": row["title"],
        "authors": "; ".join(row["authors"]),
        "role": row["role"],
        "label": row["label"],
        "verification": _verification(row),
        "official": row["official"],
        "controls": overall["controls"],
        "overall_state": overall["status"],
        "overall": overall["value"],
        "overall_low": overall["low"],
        "overall_high": overall["high"],
        "interquartile_mean": row["iqm"],
    }
    for axis in ("fidelity", "diversity", "tail"):
        score = axes[axis] or {}
        flat[axis] = score.get("value")
        flat[f"{axis}_benchmarks"] = score.get("benchmarks", 0)
    flat |= {
        "early_collapse": row["early"]["collapsed"],
        "late_collapse": row["late"]["collapsed"],
        "benchmarks_run": row["early"]["benchmarks"],
        "board_benchmarks": len(board["benchmarks"]),
        **_cost(cost),
        "flips_against": " ".join(row["flips"]),
        "submitted_at": _moment(row["createdAt"]),
        "bundle_digest": row["bundleDigest"],
        # A site of before that was told has none.
        "objection": row.get("objection"),
    }
    for benchmark in board["benchmarks"]:
        score = row["benchmarks"].get(benchmark["id"]) or {}
        flat |= _score(benchmark["id"], score, score.get("status", "missing"))
        flat[f"{benchmark['id']}_controls"] = score.get("controls")
    if board["rankRules"] > 1:
        flat |= _ruled(cost, row, board["idleBaselines"])
    return flat


def snapshot_rows(snapshot: Mapping[str, Any]) -> Iterable[Row]:
    """One row for each entry of each board of a snapshot."""
    for board in snapshot["boards"]:
        for entry in board["entries"]:
            yield _snapshot_row(entry, board["tier"], snapshot)


def _snapshot_row(entry: Mapping[str, Any], tier: str, snapshot: Mapping[str, Any]) -> Row:
    overall, rank, cost = entry["overall"], entry["rank"] or {}, entry["cost"]
    flat: Row = {
        "suite": snapshot["suite"],
        "tier": tier,
        "division": entry["division"],
        "rank_low": rank.get("low"),
        "rank_high": rank.get("high"),
        "rank_position": rank.get("position"),
        "ranked_entries": rank.get("of"),
        "submission": entry["submission"],
        "strategy": entry["spec"],
        "title": entry["title"],
        "authors": "; ".join(entry["authors"]),
        "role": entry["role"],
        "label": entry["label"],
        "verification": _verification(entry),
        "official": entry["official"],
        "submitted_at": _moment(entry["createdAt"]),
        "overall_state": overall["state"],
        "overall": overall["value"],
        "overall_low": overall["low"],
        "overall_high": overall["high"],
        "interquartile_mean": overall["interquartileMean"],
        **_cost(cost),
        "unranked_because": entry["unranked"],
        "flips_against": " ".join(entry["flips"]),
        "bundle_digest": entry["bundleDigest"],
    }
    for benchmark in (one["id"] for one in snapshot["benchmarks"]):
        run = entry["runs"].get(benchmark) or {}
        score = run.get("score") or {}
        flat |= _score(benchmark, score, score.get("state", "missing"))
        flat[f"{benchmark}_digest"] = run.get("resultDigest")
    if "ranking" in snapshot:
        flat |= _ruled(cost, entry, snapshot["ranking"].get("idle", []))
    return flat


def _score(benchmark: str, score: Mapping[str, Any], state: str) -> Row:
    values = {f"{benchmark}_{end}": score.get(name) for end, name in (("score", "value"), ("low", "low"), ("high", "high"))}
    return {f"{benchmark}_state": state, **values}


def _cost(cost: Mapping[str, Any]) -> Row:
    return {
        "real_share": cost["realShare"],
        "real_fresh": cost["realFresh"],
        "trained": cost["training"],
        "sampled": cost["sampled"],
        "verifier_calls": cost["verifierCalls"],
    }


def _ruled(cost: Mapping[str, Any], entry: Mapping[str, Any], baselines: Iterable[str]) -> Row:
    """What the rules of suite 0.3 and later say of an entry."""
    counted = cost.get("counted")
    flat: Row = dict(_NO_COUNTS)
    if counted is not None:
        flat = {
            "updates": counted["updates"],
            "fresh_shown": counted["freshShown"],
            "retained_shown": counted["retainedShown"],
            "density_calls": counted["densityCalls"],
        }
    flat["same_as"] = entry.get("sameAs")
    standings = {standing["baseline"]: standing for standing in entry.get("idle") or []}
    for baseline in baselines:
        own = standings.get(baseline, {})
        flat[f"idle_{baseline}"] = own.get("verdict")
        for end, name in (("difference", "value"), ("low", "low"), ("high", "high")):
            flat[f"idle_{baseline}_{end}"] = own.get(name)
    return flat


def _verification(entry: Mapping[str, Any]) -> str:
    """How far an entry's numbers have been checked; what the site's owner sent nobody reported: it is maintained."""
    level = entry["label"] if entry["verification"] == "reported" else entry["verification"]
    return str(level)


def _moment(text: str) -> str:
    return f"{text[:19]}Z"
