"""Heirloom from Python: boards, trajectories and snapshots as tables, bundles from arrays, checked and submitted.

    >>> import heirloom
    >>> board = heirloom.board("https://…", tier="standard")
    >>> frame = board.frame()          # a pandas.DataFrame; board itself is a list of dicts
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .bundle import Run, Strategy, ledger_entry, run_record, write_bundle
    from .canonical import bundle_digest, canonical_json, metric_digest, result_digest
    from .checks import ONLY_HEIRLOOM_CHECK, Report, check
    from .errors import HeirloomError, Problem
    from .sending import Accepted, Progress, submit
    from .site import Board, board, run_trajectories, snapshot, snapshots, trajectories
    from .snapshot_file import Snapshot, read_snapshot
    from .table import Table

#: Where each name is: it is loaded when it is first asked for, since what is run as a strategy needs none of them.
_HOME = {
    "bundle": ("Run", "Strategy", "ledger_entry", "run_record", "write_bundle"),
    "canonical": ("bundle_digest", "canonical_json", "metric_digest", "result_digest"),
    "checks": ("ONLY_HEIRLOOM_CHECK", "Report", "check"),
    "errors": ("HeirloomError", "Problem"),
    "sending": ("Accepted", "Progress", "submit"),
    "site": ("Board", "board", "run_trajectories", "snapshot", "snapshots", "trajectories"),
    "snapshot_file": ("Snapshot", "read_snapshot"),
    "table": ("Table",),
}
_MODULES = {name: module for module, names in _HOME.items() for name in names}

__all__ = [
    "ONLY_HEIRLOOM_CHECK",
    "Accepted",
    "Board",
    "HeirloomError",
    "Problem",
    "Progress",
    "Report",
    "Run",
    "Snapshot",
    "Strategy",
    "Table",
    "board",
    "bundle_digest",
    "canonical_json",
    "check",
    "ledger_entry",
    "metric_digest",
    "read_snapshot",
    "result_digest",
    "run_record",
    "run_trajectories",
    "snapshot",
    "snapshots",
    "submit",
    "trajectories",
    "write_bundle",
]


# Not seen by type checkers, which would take every name for one that there is.
if not TYPE_CHECKING:

    def __getattr__(name: str) -> Any:
        if name not in _MODULES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = globals()[name] = getattr(import_module(f".{_MODULES[name]}", __name__), name)
        return value

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})
