"""A site's boards, trajectories and snapshots as tables."""
from __future__ import annotations

from typing import Any, Mapping, Sequence
from urllib.parse import quote

from .errors import HeirloomError
from .http import get, get_json, require_site
from .rows import board_row
from .snapshot_file import Snapshot, read_snapshot_bytes
from .table import Table

#: Pages that are asked for at once: as many answers as a site computes at once.
_AT_ONCE = 4


class Board(Table):
    """A board, whole: a row for each entry, in the site's order. Columns are those of docs/snapshots.md, ids without prefix.

    ``suite``, ``tier``, ``division`` and ``group`` say which board it is; ``benchmarks`` are the ids of its columns.
    """

    suite: str = ""
    tier: str = ""
    division: str = ""
    group: str = ""
    benchmarks: list[str]


def board(
    site: str | None = None,
    *,
    suite: str | None = None,
    tier: str | None = None,
    division: str | None = None,
    group: str | None = None,
    strategy: str | None = None,
    status: str | None = None,
    sort: str | None = None,
    patience: float = 60,
) -> Board:
    """All pages of a board, by default that of the site's front page.

    ``site``: base URL (``HEIRLOOM_SITE``, else port 3000 of this machine). ``tier``: smoke, quick, standard or full;
    ``division``: closed, anchored, ... or all, which has no ranks; ``group``: a group of benchmarks; ``strategy``: entries
    that have it; ``status``: ranked, maintained or reported; ``sort``: a column such as score, tail or a benchmark's id.

    Raises ``HeirloomError``: not-found where there is no such board, unreachable, bad-parameter with what is expected.
    """
    base = require_site(site)
    query: dict[str, object] = {
        "suite": suite, "tier": tier, "division": division, "group": group, "strategy": strategy, "status": status, "sort": sort,
    }
    first = get_json(base, "leaderboard", query, patience=patience)
    # The leading tier may move between two pages, and the newest suite, too.
    fixed = query | {"suite": first["suite"], "tier": first["tier"]}
    pages = [first]
    if first["pages"] > 1:
        from concurrent.futures import ThreadPoolExecutor

        with ThreadPoolExecutor(_AT_ONCE) as pool:
            asked = [
                pool.submit(get_json, base, "leaderboard", fixed | {"page": page}, patience=patience)
                for page in range(2, first["pages"] + 1)
            ]
            pages += [one.result() for one in asked]
    # Where an entry came in between two pages, one may be on both.
    rows = {row["id"]: board_row(row, first) for page in pages for row in page["rows"]}
    whole = Board(rows.values())
    whole.suite, whole.tier, whole.division, whole.group = (first[name] for name in ("suite", "tier", "division", "group"))
    whole.benchmarks = [benchmark["id"] for benchmark in first["benchmarks"]]
    return whole


def trajectories(submissions: str | Sequence[str], site: str | None = None, *, suite: str | None = None, patience: float = 60) -> Table:
    """The primary metric of each benchmark over the generations, for any number of submissions (asked for 16 at a time).

    A row for each benchmark, submission and generation: ``benchmark``, ``version``, ``metric``, ``unit``, ``submission``,
    ``strategy``, ``role``, ``generation``, ``mean`` over the seeds that reached it, ``low`` and ``high`` (95% t interval,
    None with one seed), ``seeds``, and ``truth``, the metric's value for the truth itself (None where it has none).
    """
    ids = [submissions] if isinstance(submissions, str) else list(dict.fromkeys(submissions))
    if not ids:
        raise HeirloomError("usage", "Received no submission; expected ids as the column submission of a board has them.")
    base = require_site(site)
    chosen = suite if suite is not None else get_json(base, "leaderboard", {}, patience=patience)["suite"]
    rows = Table()
    for start in range(0, len(ids), 16):
        query = {"suite": chosen, "ids": ",".join(ids[start : start + 16])}
        rows.extend(_points(get_json(base, "trajectories", query, patience=patience)))
    return rows


def run_trajectories(
    submission: str, benchmark: str, site: str | None = None, *, metrics: str = "all", patience: float = 60
) -> Table:
    """A run's metrics over the generations, with the controls that it is scored against; columns as ``trajectories``.

    ``metrics``: ``all``, or ``primary``. Raises ``HeirloomError`` (not-found) where the site has no such run.
    """
    path = f"submissions/{quote(submission, safe='')}/trajectories/{quote(benchmark, safe='')}/{quote(metrics, safe='')}"
    return Table(_points(get_json(require_site(site), path, patience=patience)))


def _points(answer: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "benchmark": view["benchmark"]["id"],
            "version": view["benchmark"]["version"],
            "metric": view["metric"]["id"],
            "unit": view["metric"]["unit"],
            "submission": series["id"],
            "strategy": series["spec"],
            "role": series["role"],
            "generation": point["generation"],
            "mean": point["mean"],
            "low": point["low"],
            "high": point["high"],
            "seeds": point["seeds"],
            "truth": _truth_at(view["truth"], point["generation"]),
        }
        for view in answer["trajectories"]
        for series in view["series"]
        for point in series["points"]
    ]


def _truth_at(truth: Any, generation: int) -> Any:
    if not isinstance(truth, list):
        return truth
    return truth[generation] if generation < len(truth) else None


def snapshots(site: str | None = None, *, patience: float = 60) -> Table:
    """All snapshots of a site, the newest first: ``id``, ``digest``, ``suite``, ``created_at``, ``doi``, ``previous``, ``entries``."""
    base = require_site(site)
    rows, page, pages = Table(), 1, 1
    while page <= pages:
        answer = get_json(base, "snapshots", {"page": page}, patience=patience)
        pages = answer["pages"]
        for one in answer["snapshots"]:
            rows.append(
                {
                    "id": one["id"],
                    "digest": one["digest"],
                    "suite": one["suite"],
                    "created_at": one["createdAt"],
                    "doi": one["doi"],
                    "previous": one["previous"],
                    "entries": sum(each["entries"] for each in one["boards"]),
                }
            )
        page += 1
    return rows


def snapshot(id: str, site: str | None = None, *, patience: float = 60) -> Snapshot:
    """A snapshot of a site by its id, its digest checked against the id. Raises as ``read_snapshot``, and not-found."""
    base = require_site(site)
    response = get(base, f"snapshots/{quote(id, safe='')}", patience=patience)
    return read_snapshot_bytes(response.body, id, f"{base}/api/v1/snapshots/{id}")
