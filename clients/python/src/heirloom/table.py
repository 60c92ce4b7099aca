"""Records as a list of dicts that becomes a DataFrame by one call."""
from __future__ import annotations

from typing import Any, Iterable

from .errors import HeirloomError


class Table(list[dict[str, Any]]):
    """Rows, each a dict of the same fields in the same order. A list, so that nothing but Python is needed to read it."""

    def __init__(self, rows: Iterable[dict[str, Any]] = ()) -> None:
        super().__init__(rows)

    @property
    def columns(self) -> list[str]:
        """Names of the fields in the order in which they first appear."""
        return list(dict.fromkeys(name for row in self for name in row))

    def column(self, name: str) -> list[Any]:
        """One field of every row; None where a row has none. Raises ``HeirloomError`` (not-found) for a name that is none."""
        if self and name not in self.columns:
            raise HeirloomError("not-found", f"Received the column {name!r}; expected one of {', '.join(self.columns)}.")
        return [row.get(name) for row in self]

    def frame(self) -> Any:
        """The rows as a ``pandas.DataFrame``. Raises ``HeirloomError`` (missing-package) where pandas is not installed."""
        try:
            import pandas
        except ImportError:
            raise HeirloomError(
                "missing-package", "pandas is not installed; pip install 'heirloom-bench[pandas]', or use the rows themselves."
            ) from None
        return pandas.DataFrame(list(self), columns=self.columns)
