"""The one exception of the package, and the form in which problems are told."""
from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Problem:
    """Something that is wrong, at its place.

    ``path`` is a file, ``#`` and a JSON pointer (RFC 6901), as ``heirloom check`` writes it:
    ``runs/gaussian.json#/ledger/0/3/trainingSize``.
    """

    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}"


@dataclass
class HeirloomError(Exception):
    """What a user can get wrong, or a site can refuse: what was received, what was expected, what to do.

    ``code`` is one of the codes that the site's API and the command line use (``not-found``, ``rate-limited``,
    ``check-failed``, ``unreachable`` ...); ``status`` the HTTP status where a site answered; ``retry_after`` the seconds
    after which the site says to ask again.
    """

    code: str
    message: str
    problems: list[Problem] = field(default_factory=list)
    status: int | None = None
    retry_after: float | None = None

    def __post_init__(self) -> None:
        super().__init__(self.message)

    def __str__(self) -> str:
        if not self.problems:
            return self.message
        listed = "\n".join(f"  {problem}" for problem in self.problems[:20])
        more = f"\n  ... and {len(self.problems) - 20} more" if len(self.problems) > 20 else ""
        return f"{self.message}\n{listed}{more}"
