"""Sends a bundle to a site."""
from __future__ import annotations

import io
import os
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Callable
from urllib.parse import urlsplit

from .checks import _list, check
from .errors import HeirloomError
from .http import Response, read_json, refusal, require_site, unreachable, with_patience
from .pack import pack

if TYPE_CHECKING:
    import http.client

MAX_UPLOAD = 100 * 1024 * 1024
_BLOCK = 64 * 1024
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True)
class Accepted:
    """What a site answers to a bundle that it takes."""

    id: str
    #: Of the entry's page.
    url: str
    #: ``maintained`` or ``reported``.
    label: str
    #: False where the site had the same bundle already.
    created: bool
    #: What sending it again has changed; empty where that is nothing.
    note: str
    #: What ``heirloom check`` warns of, as the site found it.
    warnings: list[str]


@dataclass(frozen=True)
class Progress:
    """How far a submission is. ``stage``: checking, packing, sending, waiting (the site said when to ask again), judging, done."""

    stage: str
    #: Bytes sent, of ``total``; 0 before the bundle is packed. While it waits, ``seconds`` are those of the wait.
    sent: int = 0
    total: int = 0
    seconds: float = 0.0


def submit(
    path: str | Path,
    url: str | None = None,
    token: str | None = None,
    *,
    progress: Callable[[Progress], None] | None = None,
    patience: float = 300,
    timeout: float = 300,
) -> Accepted:
    """Checks a bundle's folder, packs it, sends it, and returns the entry that the site made of it.

    ``url``: the site (``HEIRLOOM_SITE``, else this machine's port 3000). ``token``: by default ``HEIRLOOM_TOKEN``.
    ``progress`` is told of every stage and of every 64 kB sent. Where the site takes no more for now (429, or 503 while it
    is busy) and says when it will, the bundle is sent again then, as long as no more than ``patience`` seconds are waited.
    ``timeout``: seconds without an answer, the site's check included.

    Raises ``HeirloomError``: check-failed with the problems, of this check or the site's; unauthorized, forbidden,
    rate-limited (``retry_after``: seconds), too-large, busy, no-space, unreachable.
    """
    site = require_site(url)
    key = _require_token(site, token)
    tell = progress or (lambda _: None)
    tell(Progress("checking"))
    report = check(path)
    if not report.ok:
        raise HeirloomError(
            "check-failed", f"The bundle {path} does not pass the check, so it was not sent. Mend what is named.", report.problems
        )
    tell(Progress("packing"))
    files, _ = _list(Path(path))
    body = pack({name: read() for name, read in files.items()})
    total = len(body)
    if total > MAX_UPLOAD:
        raise HeirloomError("too-large", f"Packed, the bundle has {total} bytes; expected at most {MAX_UPLOAD}. Publish fewer samples.")
    answer = with_patience(
        lambda: _send(site, key, body, tell, timeout),
        patience,
        lambda seconds: tell(Progress("waiting", 0, total, seconds)),
    )
    tell(Progress("done", total, total))
    return _accepted(read_json(site, answer), site)


def _accepted(answer: Any, site: str) -> Accepted:
    try:
        found = [f"{one['path']}: {one['message']}" for one in answer.get("warnings", [])]
        return Accepted(answer["id"], answer["url"], answer["label"], answer["created"], answer.get("note") or "", found)
    except (AttributeError, KeyError, TypeError):
        raise HeirloomError("unreachable", f"{site} answered, but not as a Heirloom site does. Check the address.") from None


def _require_token(site: str, token: str | None) -> str:
    key = (token if token is not None else os.environ.get("HEIRLOOM_TOKEN", "")).strip()
    if not key:
        raise HeirloomError(
            "unauthorized", "No token: give token=, or set HEIRLOOM_TOKEN. The site's owner makes one with npx heirloom token create."
        )
    if not key.isascii() or not key.isprintable() or " " in key:
        raise HeirloomError("unauthorized", "The token has characters that no token has; expected it as the site's owner gave it.")
    parts = urlsplit(site)
    if parts.scheme == "http" and parts.hostname not in _LOOPBACK:
        warnings.warn(f"{site} is http and not this machine: the token can be read on the way. Use the https address.", stacklevel=3)
    return key


def _send(site: str, token: str, body: bytes, tell: Callable[[Progress], None], timeout: float) -> Response:
    """One upload. A site may refuse before it has read all of it: then its answer is read, and not a broken pipe reported."""
    import http.client

    connection, target = _connect(site, timeout)
    total = len(body)
    try:
        connection.putrequest("POST", f"{target}/api/v1/submissions")
        headers = {
            "Authorization": f"Bearer {token}",
            "Content-Type": "application/gzip",
            "Content-Length": str(total),
            "Accept": "application/json",
        }
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders()
        stream = io.BytesIO(body)
        try:
            while block := stream.read(_BLOCK):
                connection.send(block)
                tell(Progress("sending", stream.tell(), total))
            tell(Progress("judging", total, total))
        except (BrokenPipeError, ConnectionResetError):
            pass
        answer = connection.getresponse()
        response = Response(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
    except (OSError, http.client.HTTPException) as error:
        raise unreachable(site, error) from error
    finally:
        connection.close()
    if response.status not in (200, 201):
        raise refusal(site, response)
    return response


def _connect(site: str, timeout: float) -> tuple[http.client.HTTPConnection, str]:
    """A connection, through the proxy that the environment names where it names one, and what stands before each path."""
    # Here for the reason that http.py has: they load slowly, and strategies need none of them.
    import http.client
    import ssl
    import urllib.request

    parts = urlsplit(site)
    host, port = parts.hostname or "", parts.port
    proxy = None if urllib.request.proxy_bypass(host) else urllib.request.getproxies().get(parts.scheme)
    if proxy is not None:
        through = urlsplit(proxy if "//" in proxy else f"//{proxy}")
        if parts.scheme == "https":
            tunnel = http.client.HTTPSConnection(through.hostname or "", through.port, timeout=timeout, context=ssl.create_default_context())
            tunnel.set_tunnel(host, port)
            return tunnel, parts.path
        return http.client.HTTPConnection(through.hostname or "", through.port, timeout=timeout), site
    if parts.scheme == "https":
        return http.client.HTTPSConnection(host, port, timeout=timeout, context=ssl.create_default_context()), parts.path
    return http.client.HTTPConnection(host, port, timeout=timeout), parts.path
