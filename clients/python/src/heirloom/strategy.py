"""Strategies for Heirloom in Python: the client's side of the protocol ``heirloom.exec/1`` (docs/exec-strategies.md).

A strategy is a class with two methods, of which one may be left out, and optionally a third::

    class Mine(Strategy):
        card = {"id": "mine", "version": 1}
        def compose(self, ctx): ...   # what the generation trains on
        def options(self, ctx): ...   # how the model is fitted
        def sample(self, ctx): ...    # how the model is sampled

    run(Mine())

The standard library is enough to choose among examples; reading them as arrays needs numpy. Standard output belongs to
the protocol: ``print`` goes to standard error while ``run`` runs.
"""

from __future__ import annotations

import json
import os
import threading
from typing import Any, Iterable, Sequence

from .npy import header_bytes, npy_bytes, read_header, read_values

PROTOCOL = "heirloom.exec/1"

__all__ = ["PROTOCOL", "Batch", "Context", "Refused", "Selection", "Strategy", "own", "run"]


class Refused(Exception):
    """The harness sent what this client does not understand."""


class Strategy:
    """What a strategy is. Override ``card`` and at least one of the hooks."""

    #: id (kebab-case, of no built-in strategy), version, params, regime, needs, brings: see docs/exec-strategies.md.
    card: dict[str, Any] = {}

    def reset(self, generation: int) -> None:
        """A generation begins (1, 2, ...): forget what is not to last. Generation 1 begins a seed: forget everything."""

    def compose(self, ctx: "Context") -> "Batch | Selection | Iterable[Batch | Selection]":
        """The training set of ``ctx.size`` units: batches, choices from batches, or a list of these in order."""
        raise NotImplementedError

    def options(self, ctx: "Context") -> "dict[str, Any] | None":
        """How the model is fitted: ``{"weights": [n], "truncate": {"share": s}, ...}``; None changes nothing."""
        raise NotImplementedError

    def sample(self, ctx: "Context") -> "dict[str, Any] | Batch | Selection | Iterable[Batch | Selection]":
        """Exactly ``ctx.units`` units of samples, or ``{"temperature": t}`` for the harness to draw at."""
        raise NotImplementedError


class Selection:
    """Examples to hand back, in order. Add two to join them."""

    def __init__(self, parts: Sequence[dict[str, Any]], weights: Any = None) -> None:
        self.parts = list(parts)
        self.weights = weights

    def head(self, units: int) -> "Selection":
        """The first ``units`` units of one choice; the last sequence is cut to fit."""
        if len(self.parts) != 1 or "batch" not in self.parts[0]:
            raise ValueError("head takes a choice from one batch")
        return Selection([{**self.parts[0], "units": int(units)}])

    def weighted(self, weights: Any) -> "Selection":
        """The same with training weights, one an example; the card has to need ``weights``."""
        return Selection(self.parts, weights)

    def __add__(self, other: "Batch | Selection") -> "Selection":
        return _joined([self, _selection(other)])


class Batch:
    """Examples that the harness lent for this generation. Handed back, they keep their origin."""

    def __init__(self, client: "_Client", handle: dict[str, Any]) -> None:
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

    def take(self, indices: Any) -> Selection:
        """The examples at these indices (0 to count - 1), in this order; repeats are allowed."""
        return Selection([{"batch": self.name, "indices": _Ints(indices)}])

    def head(self, units: int) -> Selection:
        """The first ``units`` units."""
        return Selection([{"batch": self.name, "units": int(units)}])

    def weighted(self, weights: Any) -> Selection:
        return _selection(self).weighted(weights)

    def __add__(self, other: "Batch | Selection") -> Selection:
        return _selection(self) + other

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


def own(values: Any = None, *, tokens: Any = None, offsets: Any = None) -> Selection:
    """Examples of one's own making: ``values [n, width]``, or ``tokens`` and ``offsets``. Their source is unknown, which makes
    the division open; the card has to say ``"brings": True``."""
    if values is not None:
        return Selection([{"values": _Array(values)}])
    return Selection([{"tokens": _Ints(tokens), "offsets": _Ints(offsets)}])


class Context:
    """What a hook may ask the harness. Every use is metered."""

    def __init__(self, client: "_Client", message: dict[str, Any]) -> None:
        self._client = client
        #: g, from 1.
        self.generation: int = message["generation"]
        #: M, training units of one generation.
        self.total_size: int = message["totalSize"]
        #: Units that compose is asked for (M).
        self.size: int = message.get("size", message["totalSize"])
        #: Units that sample has to answer with.
        self.units: int = message.get("units", 0)
        self.which: str = message.get("which", "last")
        #: Seed of this hook's own random numbers, from the run's stream: an integer below 2**53.
        self.random: int = message["random"]
        #: In compose: what the last generation gave to ``keep``.
        self.held = [Batch(client, handle) for handle in message.get("held", [])]
        #: In options: what is fitted.
        self.training = Batch(client, message["training"]) if "training" in message else None
        self._kept: list[Selection] | None = None

    def rng(self) -> Any:
        """A numpy Generator seeded with ``random``: the same run gives the same numbers."""
        return _numpy().random.default_rng(self.random)

    def keep(self, *batches: "Batch | Selection") -> None:
        """In compose: keeps examples, with their origins, for the next generation; the last call counts."""
        self._kept = [_selection(batch) for batch in batches]

    def base(self, units: int) -> Batch:
        """In compose: samples of the last model."""
        return self._batch("base", units=int(units))

    def draw(self, units: int, which: str = "last", temperature: float | None = None) -> Batch:
        """Samples of the last or the initial model; in sample, of the model that is sampled."""
        warm = {} if temperature is None else {"temperature": float(temperature)}
        return self._batch("draw", units=int(units), which=which, **warm)

    def original(self) -> Batch:
        """D0, the original real data."""
        return self._batch("original")

    def fresh(self, units: int) -> Batch:
        """New real data."""
        return self._batch("fresh", units=int(units))

    def simulate(self, units: int) -> Batch:
        """In compose: draws of the suite's simulator. Needs ``simulator``."""
        return self._batch("simulate", units=int(units))

    def choose(self, of: int, count: int) -> Any:
        """``count`` of the indices 0 to of - 1 without replacement, by the harness's own stream: what built-in strategies draw."""
        return self._client.load(self._client.call("choose", of=int(of), count=int(count))["indices"])

    def labels(self) -> Any:
        """In options: 1 where an example of the training set is real ``[count]``. Metered as a use of origin labels."""
        return self._client.load(self._client.call("labels")["labels"])

    def log_density(self, batch: Batch, which: str = "last") -> Any:
        """Log-density of each example under a model, nats ``[count]``. Needs ``log-density``."""
        return self._client.load(self._client.call("log-density", batch=batch.name, which=which)["densities"])

    def verify(self, batch: Batch, accuracy: float) -> Any:
        """1 where the suite's outside check accepts an example ``[count]``. Needs ``verifier``."""
        return self._client.load(self._client.call("verify", batch=batch.name, accuracy=float(accuracy))["accepted"])

    def edit_tokens(self, batch: Batch, threshold: float, temperature: float = 1.0, which: str = "last") -> Batch:
        """Resamples over-confident tokens from the model. Needs ``token-edit``."""
        return self._batch("edit-tokens", batch=batch.name, which=which, threshold=threshold, temperature=temperature)

    def spent(self) -> dict[str, int]:
        """What this generation has consumed so far, in units: ``sampled``, ``verifierCalls``."""
        return self._client.call("spent")

    def heartbeat(self) -> None:
        """Says that work goes on. ``run`` does so by itself every few seconds."""
        self._client.send({"type": "heartbeat"})

    def _batch(self, op: str, **fields: Any) -> Batch:
        return Batch(self._client, self._client.call(op, **fields))


class _Array:
    """An array that becomes a file when it is sent."""

    def __init__(self, values: Any) -> None:
        self.values = values


class _Ints(_Array):
    pass


def _selection(value: Any) -> Selection:
    if isinstance(value, Selection):
        return value
    if isinstance(value, Batch):
        return Selection([{"batch": value.name}])
    if isinstance(value, (list, tuple)) and value:
        return _joined([_selection(item) for item in value])
    raise TypeError(f"expected a Batch, a Selection or a list of these; received {type(value).__name__}")


def _joined(selections: list[Selection]) -> Selection:
    if any(selection.weights is not None for selection in selections):
        raise ValueError("weights are of a whole training set: join first, then weigh")
    return Selection([part for selection in selections for part in selection.parts])


def _numpy() -> Any:
    try:
        import numpy
    except ImportError as error:
        raise ImportError("reading examples as arrays needs numpy: pip install numpy") from error
    return numpy


class _Client:
    """The conversation: one JSON line a message."""

    def __init__(self, strategy: Strategy) -> None:
        self._strategy = strategy
        self._in = os.fdopen(os.dup(0), "r", encoding="utf-8", newline="\n")
        self._out = os.fdopen(os.dup(1), "w", encoding="utf-8", newline="\n")
        # What the strategy prints is not of the protocol.
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
            numpy = _numpy()
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

    def _serve(self, message: dict[str, Any]) -> None:
        kind = message["type"]
        if kind == "hello":
            self._hello(message)
        elif kind == "reset":
            self._strategy.reset(message["generation"])
            self.send({"type": "return"})
        elif kind == "compose":
            context = Context(self, message)
            training = self._written(_selection(self._strategy.compose(context)))
            kept = {} if context._kept is None else {"keep": [self._written(batch) for batch in context._kept]}
            self.send({"type": "return", "training": training, **kept})
        elif kind == "options":
            fit = dict(self._strategy.options(Context(self, message)) or {})
            weights = fit.pop("weights", None)
            given = {} if weights is None else {"weights": self._write(_Array(weights))}
            self.send({"type": "return", "fit": fit, **given})
        elif kind == "sample":
            answer = self._strategy.sample(Context(self, message))
            if isinstance(answer, dict):
                self.send({"type": "return", "options": answer})
            else:
                self.send({"type": "return", "batch": self._written(_selection(answer))})
        else:
            raise Refused(f"received a message of type {kind!r}, which {PROTOCOL} has not")

    def _hello(self, message: dict[str, Any]) -> None:
        if message.get("protocol") != PROTOCOL:
            raise Refused(f"the harness speaks {message.get('protocol')!r}; this client speaks {PROTOCOL}")
        self._scratch = message["scratch"]
        silence = message.get("limits", {}).get("silenceSeconds", 60)
        threading.Thread(target=self._beat, args=(silence / 4,), daemon=True).start()
        hooks = [name for name in ("compose", "options", "sample") if _overrides(self._strategy, name)]
        self.send({"type": "card", "protocol": PROTOCOL, "hooks": hooks, **self._strategy.card})

    def _beat(self, seconds: float) -> None:
        """Says now and then that a hook is at work; nothing while the harness is."""
        pause = threading.Event()
        while not pause.wait(seconds):
            if self._working.is_set():
                try:
                    self.send({"type": "heartbeat"})
                except (OSError, ValueError):
                    return

    def _written(self, selection: Selection) -> dict[str, Any]:
        parts = [
            {name: self._write(value) if isinstance(value, _Array) else value for name, value in part.items()}
            for part in selection.parts
        ]
        weights = {} if selection.weights is None else {"weights": self._write(_Array(selection.weights))}
        return {"parts": parts, **weights}

    def _write(self, array: _Array) -> str:
        self._files += 1
        name = f"c-{self._files}.npy"
        values, path = array.values, self.path(name)
        try:
            numpy = _numpy()
        except ImportError:
            convert, code = (int, "<i8") if isinstance(array, _Ints) else (float, "<f8")
            plain = [convert(value) for value in values]
            with open(path, "wb") as file:
                file.write(npy_bytes(plain, (len(plain),), code))
            return name
        made = numpy.asarray(values)
        if isinstance(array, _Ints):
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


def _overrides(strategy: Strategy, name: str) -> bool:
    return getattr(type(strategy), name) is not getattr(Strategy, name)


def run(strategy: Strategy) -> None:
    """Speaks with the harness until it says goodbye or is gone. What the strategy raises is told to it, and ends the process."""
    client = _Client(strategy)
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
