"""Weight samples by how near they lie to the middle of the original data, and bring a few points of one's own: numpy at work."""
import numpy as np

from heirloom.strategy import Strategy, own, run


class Nearest(Strategy):
    card = {"id": "nearest-numpy", "version": 1, "brings": True, "needs": ["weights"], "regime": {"memory": "anchored"}}

    def compose(self, ctx):
        noise = ctx.rng().normal(size=(ctx.size // 10, ctx.original().width))
        return [ctx.base(ctx.size - len(noise)), own(noise)]

    def options(self, ctx):
        far = np.linalg.norm(ctx.training.values - ctx.original().values.mean(axis=0), axis=1)
        return {"weights": 1 / (1 + far)}


run(Nearest())
