"""Heirloom from Python: boards, trajectories and snapshots as tables, bundles from arrays, checked and submitted.

    >>> import heirloom
    >>> board = heirloom.board("https://…", tier="standard")
    >>> frame = board.frame()          # a pandas.DataFrame; board itself is a list of dicts
"""
from .bundle import Run, Strategy, ledger_entry, run_record, write_bundle
from .canonical import bundle_digest, canonical_json, metric_digest, result_digest
from .check import ONLY_HEIRLOOM_CHECK, Report, check
from .errors import HeirloomError, Problem
from .site import Board, board, run_trajectories, snapshot, snapshots, trajectories
from .snapshot import Snapshot, read_snapshot
from .submit import Accepted, Progress, submit
from .table import Table

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
