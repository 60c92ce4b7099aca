"""Learners for Heirloom in Python: a trainer of one's own in the place of a benchmark's learner (docs/exec-learners.md).

A learner is a class with two or three methods::

    class Mine(Learner):
        card = {"id": "mine", "version": 1, "kinds": ["sequences"], "can": ["log-probabilities"]}
        def fit(self, task): ...                  # returns a model: any object
        def sample(self, model, task): ...        # exactly task.units units of new examples
        def log_probabilities(self, model, task): # one number an example, nats

    run(Mine())

Models stay here; the harness knows them by name and says when one is not needed any more. Standard output belongs to the
protocol: ``print`` goes to standard error while ``run`` runs.
"""

from __future__ import annotations

from typing import Any, Sequence

from .client import PROTOCOL, Array, Client, Examples, Ints, Refused, converse, numpy_module

__all__ = ["PROTOCOL", "Diverged", "Learner", "Refused", "Seed", "Task", "run", "sequences"]


class Diverged(Exception):
    """Raised by ``fit`` where no model can be fitted: a result of the run, which ends its seed."""


class Seed:
    """What is the same for all questions about one seed."""

    def __init__(self, message: dict[str, Any]) -> None:
        #: Which benchmark: ``id``, ``version``, and all its ``params``.
        self.benchmark: dict[str, Any] = message["benchmark"]
        self.params: dict[str, Any] = message["benchmark"]["params"]
        #: M, training units of one generation.
        self.total_size: int = message["totalSize"]
        #: ``kind`` rows or pixels with ``width``, or sequences with ``tokens``: ids are below that.
        self.shape: dict[str, Any] = message["shape"]
        #: The seed is made a second time, to see whether the same comes of it: use nothing that was kept of the first.
        self.again: bool = message["again"]
        #: Fits of this seed so far: 0 in the first, which is on the original data.
        self.fits = 0


class Task:
    """One question of the harness."""

    def __init__(self, client: "_Client", seed: Seed, message: dict[str, Any]) -> None:
        self.seed = seed
        #: In fit and log_probabilities: the examples, with ``values``, ``tokens``, ``offsets``, ``weights``, ``texts``.
        self.batch = Examples(client, message["batch"]) if "batch" in message else None
        #: In sample: units that have to come back.
        self.units: int = message.get("units", 0)
        #: In sample: from p^(1/T), normalised. Only where the card says that the learner can.
        self.temperature: float = message.get("temperature", 1.0)
        #: In fit and sample: seed of this question's random numbers, from the run's stream: an integer below 2**53.
        self.random: int = message.get("random", 0)

    def rng(self) -> Any:
        """A numpy Generator seeded with ``random``: the same run gives the same numbers."""
        return numpy_module().random.default_rng(self.random)


class Learner:
    """What a learner is. Override ``card``, ``fit``, ``sample``, and ``log_probabilities`` where the card says so."""

    #: id (kebab-case), version, kinds, and optionally can, params, name, summary: see docs/exec-learners.md.
    card: dict[str, Any] = {}

    def begin(self, seed: Seed) -> None:
        """A seed begins: forget everything."""

    def fit(self, task: Task) -> Any:
        """A model of ``task.batch``; or ``(model, epochs, updates)``, which the ledger counts. Raises Diverged where there is none."""
        raise NotImplementedError

    def sample(self, model: Any, task: Task) -> Any:
        """``task.units`` units of new examples: an array ``[n, width]``, or ``sequences(...)``."""
        raise NotImplementedError

    def log_probabilities(self, model: Any, task: Task) -> Any:
        """Log-probability of each example of ``task.batch``, nats ``[count]``; of a text the sum over its tokens."""
        raise NotImplementedError

    def forget(self, model: Any) -> None:
        """The model is not needed any more. It is dropped from memory by itself; this is for what else was kept of it."""


class sequences:
    """Texts to hand back: a list of lists of tokens, in order."""

    def __init__(self, texts: Sequence[Sequence[int]]) -> None:
        self.tokens = [int(token) for text in texts for token in text]
        self.offsets = [0]
        for text in texts:
            self.offsets.append(self.offsets[-1] + len(text))


class _Client(Client):
    """The learner's side of the conversation."""

    def __init__(self, learner: Learner) -> None:
        super().__init__()
        self._learner = learner
        self._models: dict[str, Any] = {}
        self._seed: Seed | None = None

    def card(self) -> dict[str, Any]:
        return {"role": "learner", **self._learner.card}

    def serve(self, message: dict[str, Any]) -> None:
        kind = message["type"]
        if kind == "begin":
            self._models.clear()
            self._seed = Seed(message)
            self._learner.begin(self._seed)
            self.send({"type": "return"})
        elif kind == "fit":
            self._fit(message)
        elif kind == "draw":
            drawn = self._learner.sample(self._model(message), self._task(message))
            self.send({"type": "return", "examples": self._examples(drawn)})
        elif kind == "log-probabilities":
            values = self._learner.log_probabilities(self._model(message), self._task(message))
            self.send({"type": "return", "values": self.write(Array(values))})
        elif kind == "forget":
            self._learner.forget(self._model(message))
            del self._models[message["model"]]
            self.send({"type": "return"})
        else:
            raise Refused(f"received a message of type {kind!r}, which a learner of {PROTOCOL} has not")

    def _fit(self, message: dict[str, Any]) -> None:
        task = self._task(message)
        try:
            fitted = self._learner.fit(task)
        except Diverged as reason:
            self.send({"type": "return", "diverged": str(reason)[:500] or "no model could be fitted"})
            return
        model, epochs, updates = fitted if isinstance(fitted, tuple) else (fitted, 1, 1)
        self._models[message["model"]] = model
        task.seed.fits += 1
        self.send({"type": "return", "epochs": float(epochs), "updates": int(updates)})

    def _task(self, message: dict[str, Any]) -> Task:
        if self._seed is None:
            raise Refused(f"received {message['type']!r} before a seed had begun")
        return Task(self, self._seed, message)

    def _model(self, message: dict[str, Any]) -> Any:
        name = message.get("model")
        if name not in self._models:
            raise Refused(f"asked about the model {name!r}; of this seed there are {sorted(self._models)}")
        return self._models[name]

    def _examples(self, drawn: Any) -> dict[str, str]:
        if isinstance(drawn, sequences):
            return {"tokens": self.write(Ints(drawn.tokens)), "offsets": self.write(Ints(drawn.offsets))}
        return {"values": self.write(Array(drawn))}


def run(learner: Learner) -> None:
    """Speaks with the harness until it says goodbye or is gone. What the learner raises is told to it, and ends the process."""
    converse(_Client(learner))
