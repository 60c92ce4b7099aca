"""The client's side of ``heirloom.exec/1``, whatever stands on it: one JSON line a message, arrays in files.

``strategy`` and ``learner`` are what one writes; this is what both of them speak through.
"""

from __future__ import annotations

import json
import os
import threading
from typing import Any

from .npy import header_bytes, npy_bytes, read_header, read_values

PROTOCOL = "heirloom.exec/1"


class Refused(Exception):
    """The harness sent what this client does not understand."""


class Examples:
    """Examples that the harness lent: arrays of them are read when they are first asked for."""

    def __init__(self, client: "Client", handle: dict[str, Any]) -> None:
        self._client = client
        self._arrays: dict[str, Any] | None = None
        self.name: str = handle["batch"]
        self.kind: str = handle["kind"]
        #: Number of examples.
        self.count: int = handle["count"]
        #: Size in the benchmark's unit: examples, or tokens of text.
        self.units: int = handle["units"]
        self.width: int | None = handle.get("width")

    def __len__(self) -> int:
        return self.count

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


def numpy_module() -> Any:
    try:
        import numpy
    except ImportError as error:
        raise ImportError("reading examples as arrays needs numpy: pip install numpy") from error
    return numpy


class Client:
    """The conversation, without what is asked in it."""

    def __init__(self) -> None:
        self._in = os.fdopen(os.dup(0), "r", encoding="utf-8", newline="\n")
        self._out = os.fdopen(os.dup(1), "w", encoding="utf-8", newline="\n")
        # What the code on this side prints is not of the protocol.
        os.dup2(2, 1)
        self._lock = threading.Lock()
        self._working = threading.Event()
        self._scratch = ""
        self._files = 0

    def send(self, message: dict[str, Any]) -> None:
        line = json.dumps(message, allow_nan=False, separators=(",", ":"))
        with self._lock:
            self._out.write(line + "\n")
            self._out.flush()

    def path(self, name: str) -> str:
        return os.path.join(self._scratch, name)

    def load(self, name: str) -> Any:
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
        """Asks the harness; answers what it asks in between."""
        self.send({"type": "call", "op": op, **fields})
        while True:
            message = self._receive()
            if message["type"] == "result":
                return message
            self._serve(message)

    def loop(self) -> None:
        while True:
            message = self._receive()
            if message["type"] == "bye":
                return
            self._serve(message)

    def _receive(self) -> dict[str, Any]:
        self._working.clear()
        line = self._in.readline()
        self._working.set()
        if line == "":
            # The harness is gone: nobody waits for an answer.
            raise SystemExit(0)
        try:
            message = json.loads(line)
        except ValueError as error:
            raise Refused(f"received a line that is no JSON: {line[:80]!r}") from error
        if not isinstance(message, dict) or not isinstance(message.get("type"), str):
            raise Refused(f"received {line[:80]!r}; expected an object with a type")
        return message

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
            if self._working.is_set():
                try:
                    self.send({"type": "heartbeat"})
                except (OSError, ValueError):
                    return

    def write(self, array: Array) -> str:
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
        except (OSError, ValueError):
            pass
        raise
