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

from typing import Any, Iterable, Sequence

from .client import PROTOCOL, Array, Client, Examples, Ints, Refused, Result, converse, numpy_module

__all__ = ["PROTOCOL", "Batch", "Chosen", "Context", "Refused", "Selection", "Strategy", "own", "run"]


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


class Batch(Examples):
    """Examples that the harness lent for this generation. Handed back, they keep their origin."""

    def take(self, indices: Any) -> Selection:
        """The examples at these indices (0 to count - 1), in this order; repeats are allowed."""
        chosen = indices.name if isinstance(indices, Chosen) else Ints(indices)
        return Selection([{"batch": self.name, "indices": chosen}])

    def head(self, units: int) -> Selection:
        """The first ``units`` units."""
        return Selection([{"batch": self.name, "units": int(units)}])

    def weighted(self, weights: Any) -> Selection:
        return _selection(self).weighted(weights)

    def __add__(self, other: "Batch | Selection") -> Selection:
        return _selection(self) + other


def own(values: Any = None, *, tokens: Any = None, offsets: Any = None) -> Selection:
    """Examples of one's own making: ``values [n, width]``, or ``tokens`` and ``offsets``. Their source is unknown, which makes
    the division open; the card has to say ``"brings": True``."""
    if values is not None:
        return Selection([{"values": Array(values)}])
    return Selection([{"tokens": Ints(tokens), "offsets": Ints(offsets)}])


class Chosen(Sequence[int]):
    """Indices that the harness drew. To be handed back they need not be read; ``numpy.asarray`` makes an array of them."""

    def __init__(self, client: "_Client", name: str, count: int) -> None:
        self._client, self.name, self._count = client, name, count
        self._values: Any = None

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, at: Any) -> Any:
        if self._values is None:
            self._values = self._client.load(self._client.call("indices", choice=self.name)["indices"])
        return self._values[at]

    def __array__(self, dtype: Any = None, copy: Any = None) -> Any:
        return numpy_module().array(self[:], dtype=dtype)


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
        return numpy_module().random.default_rng(self.random)

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

    def choose(self, of: int, count: int) -> "Chosen":
        """``count`` of the indices 0 to of - 1 without replacement, by the harness's own stream: what built-in strategies draw."""
        _, name = self._client.named("choose", of=int(of), count=int(count))
        return Chosen(self._client, name, int(count))

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
        self._client.flush()

    def _batch(self, op: str, **fields: Any) -> Batch:
        return Batch(self._client, *self._client.named(op, **fields))


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


class _Client(Client):
    """The strategy's side of the conversation."""

    def __init__(self, strategy: Strategy) -> None:
        super().__init__()
        self._strategy = strategy
        self._hooks = [name for name in ("compose", "options", "sample") if _overrides(strategy, name)]
        self._names = 0

    def card(self) -> dict[str, Any]:
        return {"hooks": self._hooks, **self._strategy.card}

    def named(self, op: str, **fields: Any) -> tuple[Result, str]:
        """Asks for what gets a name of ours, so that nothing has to be waited for."""
        # Never one of an earlier generation: what is named after its time is refused, and not taken for something else.
        self._names += 1
        name = f"x{self._names}"
        result = self.ask(op, name=name, **fields)
        if "sample" in self._hooks:
            # The harness may ask that before it answers, and would take what we say next for our answer.
            self.wait(result)
        return result, name

    def serve(self, message: dict[str, Any]) -> None:
        kind = message["type"]
        if kind == "reset":
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
            given = {} if weights is None else {"weights": self.write(Array(weights))}
            self.send({"type": "return", "fit": fit, **given})
        elif kind == "sample":
            answer = self._strategy.sample(Context(self, message))
            if isinstance(answer, dict):
                self.send({"type": "return", "options": answer})
            else:
                self.send({"type": "return", "batch": self._written(_selection(answer))})
        else:
            raise Refused(f"received a message of type {kind!r}, which {PROTOCOL} has not")

    def _written(self, selection: Selection) -> dict[str, Any]:
        parts = [
            {name: self.write(value) if isinstance(value, Array) else value for name, value in part.items()}
            for part in selection.parts
        ]
        weights = {} if selection.weights is None else {"weights": self.write(Array(selection.weights))}
        return {"parts": parts, **weights}


def _overrides(strategy: Strategy, name: str) -> bool:
    return getattr(type(strategy), name) is not getattr(Strategy, name)


def run(strategy: Strategy) -> None:
    """Speaks with the harness until it says goodbye or is gone. What the strategy raises is told to it, and ends the process."""
    converse(_Client(strategy))
