"""The client's side of ``heirloom.exec/1``, whatever stands on it: one JSON line a message, arrays in files.

``strategy`` and ``learner`` are what one writes; this is what both of them speak through.
"""

from __future__ import annotations

import json
import os
import threading
from collections import deque
from typing import Any

PROTOCOL = "heirloom.exec/1"


class Refused(Exception):
    """The harness sent what this client does not understand."""


class Result:
    """What the harness answers to a call, once it has: ``Client.wait`` waits for it."""

    def __init__(self) -> None:
        self.message: dict[str, Any] | None = None


class Examples:
    """Examples that the harness lent: what they are is waited for, and arrays of them read, when it is first asked for."""

    def __init__(self, client: "Client", handle: "dict[str, Any] | Result", name: str | None = None) -> None:
        self._client = client
        self._handle = handle
        self._arrays: dict[str, Any] | None = None
        self.name: str = self._told("batch") if name is None else name

    def __len__(self) -> int:
        return self.count

    @property
    def kind(self) -> str:
        """rows, pixels or sequences."""
        return str(self._told("kind"))

    @property
    def count(self) -> int:
        """Number of examples."""
        return int(self._told("count"))

    @property
    def units(self) -> int:
        """Size in the benchmark's unit: examples, or tokens of text."""
        return int(self._told("units"))

    @property
    def width(self) -> int | None:
        """Values of a row or of an image; sequences have none."""
        width: int | None = self._told("width")
        return width

    def _told(self, field: str) -> Any:
        if isinstance(self._handle, Result):
            self._handle = self._client.wait(self._handle)
        return self._handle.get(field)

    @property
    def values(self) -> Any:
        """Rows or pixels ``[count, width]``, float64 or uint8 (numpy)."""
        return self._load("values")

    @property
    def tokens(self) -> Any:
        """All tokens of all sequences ``[units]``, int32 (numpy)."""
        return self._load("tokens")

    @property
    def offsets(self) -> Any:
        """Sequence i is ``tokens[offsets[i]:offsets[i + 1]]``; ``[count + 1]``, int32 (numpy)."""
        return self._load("offsets")

    @property
    def weights(self) -> Any:
        """Training weights ``[count]`` (numpy), or None where all are 1."""
        return self._load("weights")

    @property
    def texts(self) -> list[str]:
        """The examples as texts; only of benchmarks of text."""
        answer = self._client.call("read", batch=self.name, **{"as": "text"})
        with open(self._client.path(answer["texts"]), encoding="utf-8") as lines:
            return [json.loads(line) for line in lines]

    def _load(self, name: str) -> Any:
        if self._arrays is None:
            answer = self._client.call("read", batch=self.name)
            files = {key: answer[key] for key in ("values", "tokens", "offsets", "weights") if key in answer}
            self._arrays = {key: self._client.load(file) for key, file in files.items()}
        if name not in self._arrays and name != "weights":
            raise AttributeError(f"a batch of {self.kind} has no {name}")
        return self._arrays.get(name)


class Array:
    """An array that becomes a file when it is sent."""

    def __init__(self, values: Any) -> None:
        self.values = values


class Ints(Array):
    pass


_to_json = json.JSONEncoder(allow_nan=False, separators=(",", ":")).encode


def numpy_module() -> Any:
    try:
        import numpy
    except ImportError as error:
        raise ImportError("reading examples as arrays needs numpy: pip install numpy") from error
    return numpy


class Client:
    """The conversation, without what is asked in it."""

    def __init__(self) -> None:
        self._in, self._out = os.dup(0), os.dup(1)
        # What the code on this side prints is not of the protocol.
        os.dup2(2, 1)
        self._lock = threading.Lock()
        self._is_working = False
        self._received: deque[bytes] = deque()
        self._partial = b""
        self._unsent = bytearray()
        self._waiting: deque[Result] = deque()
        self._scratch = ""
        self._files = 0

    def send(self, message: dict[str, Any]) -> None:
        """Sends a message with what follows it, at the latest when an answer is waited for: each write wakes the harness."""
        line = _to_json(message).encode() + b"\n"
        with self._lock:
            self._unsent += line

    def flush(self) -> None:
        with self._lock:
            while self._unsent:
                del self._unsent[: os.write(self._out, self._unsent)]

    def path(self, name: str) -> str:
        return os.path.join(self._scratch, name)

    def load(self, name: str) -> Any:
        from .npy import read_header, read_values

        with open(self.path(name), "rb") as file:
            content = file.read()
        header = read_header(content)
        if isinstance(header, str):
            raise Refused(f"{name}: {header}")
        try:
            numpy = numpy_module()
        except ImportError:
            if len(header.shape) != 1:
                raise
            return list(read_values(header, content))
        # The harness writes little-endian values in C order.
        return numpy.frombuffer(content, numpy.dtype(header.name), offset=header.offset).reshape(header.shape)

    def call(self, op: str, **fields: Any) -> dict[str, Any]:
        """Asks the harness, and waits; answers what it asks in between."""
        return self.wait(self.ask(op, **fields))

    def ask(self, op: str, **fields: Any) -> Result:
        """Asks the harness without waiting: results come in the order of the calls."""
        self.send({"type": "call", "op": op, **fields})
        result = Result()
        self._waiting.append(result)
        return result

    def wait(self, result: Result) -> dict[str, Any]:
        while result.message is None:
            self._take(self._receive())
        return result.message

    def loop(self) -> None:
        while True:
            message = self._receive()
            if message["type"] == "bye":
                return
            self._take(message)

    def _take(self, message: dict[str, Any]) -> None:
        if message["type"] != "result":
            self._serve(message)
        elif self._waiting:
            self._waiting.popleft().message = message
        else:
            raise Refused("received a result of a call that was not made")

    def _receive(self) -> dict[str, Any]:
        line = self._next_line()
        try:
            message = json.loads(line.decode())
        except ValueError as error:
            raise Refused(f"received a line that is no JSON: {line[:80]!r}") from error
        if not isinstance(message, dict) or not isinstance(message.get("type"), str):
            raise Refused(f"received {line[:80]!r}; expected an object with a type")
        return message

    def _next_line(self) -> bytes:
        self._is_working = False
        while not self._received:
            self.flush()
            chunk = os.read(self._in, 1 << 16)
            if chunk == b"":
                # The harness is gone: nobody waits for an answer.
                raise SystemExit(0)
            *lines, self._partial = (self._partial + chunk).split(b"\n")
            self._received.extend(lines)
        self._is_working = True
        return self._received.popleft()

    def card(self) -> dict[str, Any]:
        """What the class on this side says of itself in answer to ``hello``."""
        raise NotImplementedError

    def serve(self, message: dict[str, Any]) -> None:
        """Answers what the harness asks. Raises ``Refused`` for a message that its role has not."""
        raise NotImplementedError

    def _serve(self, message: dict[str, Any]) -> None:
        if message["type"] == "hello":
            self._hello(message)
        else:
            self.serve(message)

    def _hello(self, message: dict[str, Any]) -> None:
        if message.get("protocol") != PROTOCOL:
            raise Refused(f"the harness speaks {message.get('protocol')!r}; this client speaks {PROTOCOL}")
        self._scratch = message["scratch"]
        silence = message.get("limits", {}).get("silenceSeconds", 60)
        threading.Thread(target=self._beat, args=(silence / 4,), daemon=True).start()
        self.send({"type": "card", "protocol": PROTOCOL, **self.card()})

    def _beat(self, seconds: float) -> None:
        """Says now and then that a hook is at work; nothing while the harness is."""
        pause = threading.Event()
        while not pause.wait(seconds):
            if self._is_working:
                try:
                    self.send({"type": "heartbeat"})
                    self.flush()
                except (OSError, ValueError):
                    return

    def write(self, array: Array) -> str:
        from .npy import header_bytes, npy_bytes

        self._files += 1
        name = f"c-{self._files}.npy"
        values, path = array.values, self.path(name)
        try:
            numpy = numpy_module()
        except ImportError:
            convert, code = (int, "<i8") if isinstance(array, Ints) else (float, "<f8")
            plain = [convert(value) for value in values]
            with open(path, "wb") as file:
                file.write(npy_bytes(plain, (len(plain),), code))
            return name
        made = numpy.asarray(values)
        if isinstance(array, Ints):
            if made.dtype == bool:
                made = numpy.flatnonzero(made)
            if made.size and made.dtype.kind not in "iu":
                raise TypeError(f"expected whole numbers; received {made.dtype}")
            made = made.astype(numpy.int64, copy=False)
        made = numpy.ascontiguousarray(made)
        if made.dtype.kind not in "fiub":
            raise TypeError(f"expected an array of real numbers; received {made.dtype}")
        with open(path, "wb") as file:
            file.write(header_bytes(made.dtype.str, made.shape) + made.tobytes())
        return name


def converse(client: Client) -> None:
    """Speaks with the harness until it says goodbye or is gone. What is raised on this side is told to it, and ends the process."""
    try:
        client.loop()
    except (SystemExit, KeyboardInterrupt, BrokenPipeError):
        pass
    except BaseException as error:
        try:
            client.send({"type": "error", "message": f"{type(error).__name__}: {error}"[:500]})
            client.flush()
        except (OSError, ValueError):
            pass
        raise
