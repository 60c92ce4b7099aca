"""Keep a tenth of the original data in every generation: the built-in `retain`, number for number."""
from heirloom.strategy import Strategy, run


class Retain(Strategy):
    card = {"id": "retain-numpy", "version": 1, "params": {"share": 0.1}, "regime": {"realData": "retained"}}

    def compose(self, ctx):
        original, kept = ctx.original(), int(0.1 * ctx.size + 1e-9)
        texts = original.kind == "sequences"
        real = original.take(ctx.choose(original.count, original.count if texts else kept)).head(kept)
        return [real, ctx.base(ctx.size - kept)]


run(Retain())
