"""Snapshot files (``heirloom.snapshot/1``): read, their digest checked, their boards as a table."""
from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .canonical import canonical_json, sha256
from .errors import HeirloomError
from .rows import snapshot_rows
from .table import Table

FORMAT = "heirloom.snapshot/1"
_ID = re.compile(r"\d{4}-\d{2}-\d{2}-[0-9a-f]{8}(?![0-9a-f])")


@dataclass(frozen=True)
class Snapshot:
    """A snapshot whose content is what its id says. ``content`` is the parsed file (docs/snapshots.md, "Format")."""

    id: str
    #: SHA-256 over the RFC 8785 form of the content.
    digest: str
    content: dict[str, Any]

    @property
    def suite(self) -> str:
        return str(self.content["suite"])

    @property
    def created_at(self) -> str:
        """ISO 8601 in UTC, to the second."""
        return str(self.content["createdAt"])

    @property
    def tiers(self) -> list[str]:
        return [board["tier"] for board in self.content["boards"]]

    def board(self, tier: str | None = None) -> Table:
        """A row for each entry of each board, or of one tier's; the columns of docs/snapshots.md, ids without prefix.

        Raises ``HeirloomError`` (not-found) for a tier that the snapshot has no board of.
        """
        if tier is not None and tier not in self.tiers:
            raise HeirloomError("not-found", f"Received the tier {tier!r}; expected one of {', '.join(self.tiers)}.")
        return Table(row for row in snapshot_rows(self.content) if tier is None or row["tier"] == tier)

    def averages(self) -> Table:
        """What scores are computed from: A(s), a seed's mean of the primary metric over generations 1 to G.

        A row for each run that all seeds completed and each seed (by place, from 1): ``tier``, ``submission``,
        ``strategy``, ``benchmark``, ``seed``, ``full`` over 1 to G and ``half`` over 1 to G/2, rounded down.
        """
        return Table(
            {
                "tier": board["tier"],
                "submission": entry["submission"],
                "strategy": entry["spec"],
                "benchmark": benchmark,
                "seed": seed,
                "full": full,
                "half": half,
            }
            for board in self.content["boards"]
            for entry in board["entries"]
            for benchmark, run in entry["runs"].items()
            if run["outcome"]["state"] == "completed"
            for seed, (full, half) in enumerate(
                zip(run["outcome"]["averages"]["full"], run["outcome"]["averages"]["half"]), 1
            )
        )


def read_snapshot(path: str | Path, id: str | None = None) -> Snapshot:
    """Reads a snapshot's file and checks its digest against ``id``, by default the id in the file's name.

    Scores, intervals and ranks are taken from the file: ``heirloom snapshot verify`` recomputes them.

    Raises ``HeirloomError``: not-found; unreadable where it is no snapshot; digest-mismatch where the content is another one;
    usage where neither a name nor ``id`` says which snapshot it should be.
    """
    file = Path(path)
    try:
        content = file.read_bytes()
    except OSError as error:
        raise HeirloomError("not-found", f"{file} can't be read ({error.strerror}); expected a snapshot's file.") from error
    named = _ID.search(file.name)
    expected = id if id is not None else named.group() if named else None
    if expected is None:
        raise HeirloomError(
            "usage", f"The name of {file} has no snapshot's id; give it as id=, such as 2026-11-23-0123abcd, so that the digest can be checked."
        )
    return read_snapshot_bytes(content, expected, str(file))


def read_snapshot_bytes(content: bytes, expected: str, source: str) -> Snapshot:
    """A snapshot from its bytes; ``expected`` is its id, ``source`` what errors call it. Raises as ``read_snapshot``."""
    try:
        parsed = json.loads(content)
    except ValueError as error:
        raise HeirloomError("unreadable", f"{source} is no JSON ({error}); expected a snapshot's file, whole.") from None
    received = parsed.get("format") if isinstance(parsed, dict) else None
    if received != FORMAT or not isinstance(parsed.get("createdAt"), str):
        raise HeirloomError("unreadable", f"{source} has the format {received!r}; expected {FORMAT!r}, a snapshot's file.")
    digest = sha256(canonical_json(parsed))
    computed = f"{parsed['createdAt'][:10]}-{digest[:8]}"
    if computed != expected:
        raise HeirloomError(
            "digest-mismatch",
            f"{source} should be the snapshot {expected}, and its content is {computed} (SHA-256 {digest}): it was changed, or is another one. Fetch it again.",
        )
    return Snapshot(computed, digest, parsed)
