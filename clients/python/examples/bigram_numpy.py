"""Bigrams, mixed with single words so that no sentence is impossible: a trainer of text in thirty lines of numpy."""

import numpy as np
from heirloom.learner import Learner, run, sequences

SHARE = 0.7


class Bigram(Learner):
    card = {"id": "bigram-numpy", "version": 1, "kinds": ["sequences"], "can": ["log-probabilities"], "params": {"share": SHARE}}

    def fit(self, task):
        tokens, offsets, k = task.batch.tokens, task.batch.offsets, task.seed.shape["tokens"]
        single = np.bincount(tokens, minlength=k) + 0.5
        # A text begins after a token that no text has: k.
        before = np.concatenate([[k], tokens[:-1]])
        before[offsets[:-1][np.diff(offsets) > 0]] = k
        pairs, counts = np.unique(before.astype(np.int64) * k + tokens, return_counts=True)
        ends = int(np.argmax(np.bincount(tokens[offsets[1:][np.diff(offsets) > 0] - 1], minlength=k)))
        return {"single": single / single.sum(), "pairs": pairs, "counts": counts, "k": k, "end": ends,
                "totals": np.bincount(pairs // k, weights=counts, minlength=k + 1)}

    def log_probabilities(self, model, task):
        tokens, offsets, k = task.batch.tokens, task.batch.offsets, model["k"]
        before = np.concatenate([[k], tokens[:-1]]).astype(np.int64)
        before[offsets[:-1][np.diff(offsets) > 0]] = k
        sums = np.concatenate([[0.0], np.cumsum(np.log(self.after(model, before, tokens)))])
        return sums[offsets[1:]] - sums[offsets[:-1]]

    def after(self, model, before, tokens):
        """p(token | before), one number a pair."""
        pairs, at = model["pairs"], np.minimum(np.searchsorted(model["pairs"], before * model["k"] + tokens), len(model["pairs"]) - 1)
        seen = np.where(pairs[at] == before * model["k"] + tokens, model["counts"][at], 0)
        totals = model["totals"][before]
        bigram = np.divide(seen, totals, out=np.zeros(len(tokens)), where=totals > 0)
        return np.where(totals > 0, SHARE * bigram, 0) + np.where(totals > 0, 1 - SHARE, 1) * model["single"][tokens]

    def sample(self, model, task):
        rng, k, texts, left = task.rng(), model["k"], [], task.units
        starts = np.searchsorted(model["pairs"], np.arange(k + 2) * k)
        common = rng.choice(k, size=task.units, p=model["single"])
        uniform = rng.random((2, task.units))
        text, before = [], k
        for i in range(task.units):
            lo, hi = starts[before], starts[before + 1]
            if hi > lo and uniform[0, i] < SHARE:
                sums = np.cumsum(model["counts"][lo:hi])
                token = int(model["pairs"][lo + np.searchsorted(sums, uniform[1, i] * sums[-1], side="right")] - before * k)
            else:
                token = int(common[i])
            text.append(token)
            before = token
            if token == model["end"]:
                texts.append(text)
                text, before = [], k
        return sequences(texts + [text] if text else texts)


run(Bigram())
