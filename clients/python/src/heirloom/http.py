"""Requests to a site: JSON answers, and the API's problem documents (RFC 9457) as ``HeirloomError``."""
from __future__ import annotations

import json
import os
import time
import urllib.parse
from dataclasses import dataclass
from typing import Any, Callable, Mapping, TypeVar

from .errors import HeirloomError, Problem

DEFAULT_SITE = "http://127.0.0.1:3000"
#: Statuses after which the same request may do better: too many at once, busy, no room on the disk for now.
RETRIED = (429, 503)

Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Response:
    """What a site answered: the status, headers with lower-case names, the body."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def require_site(url: str | None) -> str:
    """The base URL of a site without a slash at its end: what is given, ``HEIRLOOM_SITE``, or this machine's port 3000.

    Raises ``HeirloomError`` (usage) for what is no http(s) URL.
    """
    text = url if url is not None else os.environ.get("HEIRLOOM_SITE") or DEFAULT_SITE
    parts = urllib.parse.urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise HeirloomError("usage", f"Received the site {text!r}; expected an address such as {DEFAULT_SITE}.")
    return text.rstrip("/")


def get(site: str, path: str, query: Mapping[str, object] | None = None, *, timeout: float = 60, patience: float = 60) -> Response:
    """One GET below ``/api/v1``, asked again as ``with_patience`` says. Fields of ``query`` that are None are left out.

    Raises ``HeirloomError``: unreachable where nothing answers, else the code that the site gave.
    """
    given = {name: str(value) for name, value in (query or {}).items() if value is not None}
    address = f"{site}/api/v1/{path}" + (f"?{urllib.parse.urlencode(given)}" if given else "")

    # Here, because who imports a strategy or a learner needs none of it, and it takes longer to load than all else.
    from urllib.error import HTTPError, URLError
    from urllib.request import Request, urlopen

    def ask() -> Response:
        request = Request(address, headers={"Accept": "application/json, */*"})
        try:
            with urlopen(request, timeout=timeout) as answer:
                return Response(answer.status, {k.lower(): v for k, v in answer.headers.items()}, answer.read())
        except HTTPError as error:
            with error:
                response = Response(error.code, {k.lower(): v for k, v in error.headers.items()}, error.read())
            raise refusal(site, response) from None
        except (OSError, URLError) as error:
            raise unreachable(site, error) from error

    return with_patience(ask, patience)


def get_json(site: str, path: str, query: Mapping[str, object] | None = None, **how: float) -> Any:
    """As ``get``, the JSON of the answer."""
    return read_json(site, get(site, path, query, **how))


def read_json(site: str, response: Response) -> Any:
    """The JSON of an answer. Raises ``HeirloomError`` (unreachable) where it is none: then something else answers there."""
    try:
        return json.loads(response.body)
    except ValueError:
        raise HeirloomError(
            "unreachable", f"{site} answered, but not as a Heirloom site does. Check the address.", status=response.status
        ) from None


def with_patience(ask: Callable[[], Answer], patience: float, waiting: Callable[[float], None] | None = None) -> Answer:
    """Asks; where the site says when to ask again (429 or 503 with Retry-After), waits that long and asks again.

    ``patience``: seconds that may be waited in all. A wait beyond it isn't begun: the site's own error is raised at once,
    with ``retry_after``. ``waiting`` is told the seconds of each wait before it.
    """
    left = patience
    while True:
        try:
            return ask()
        except HeirloomError as error:
            wait = error.retry_after
            if error.status not in RETRIED or wait is None or wait > left:
                raise
            # A site may say 0: asked at once it would say so for ever.
            wait = max(wait, 0.1)
            left -= wait
            if waiting is not None:
                waiting(wait)
            time.sleep(wait)


def refusal(site: str, response: Response) -> HeirloomError:
    """A site's answer that is no success as an error: its code, its words, its problems, when to ask again."""
    try:
        document = json.loads(response.body)
    except ValueError:
        document = None
    if not isinstance(document, dict):
        document = {}
    words = document.get("detail") or document.get("title") or f"status {response.status}"
    listed = document.get("problems")
    problems = [
        Problem(str(one.get("path", "")), str(one.get("message", "")))
        for one in (listed if isinstance(listed, list) else [])
        if isinstance(one, dict)
    ]
    wait = response.headers.get("retry-after", "")
    retry_after = float(wait) if wait.isdigit() else None
    again = ""
    if retry_after is not None and "again" not in str(words):
        again = f" Try again in {retry_after:.0f} s."
    return HeirloomError(
        str(document.get("code") or "rejected-by-site"),
        f"{site} refused with {response.status}: {words}{again}",
        problems,
        response.status,
        retry_after,
    )


def unreachable(site: str, error: Exception) -> HeirloomError:
    """Nothing answered."""
    cause = getattr(error, "reason", None) or error
    return HeirloomError(
        "unreachable", f"No answer from {site} ({cause}). Check the address, and that the site is running (npm start)."
    )
