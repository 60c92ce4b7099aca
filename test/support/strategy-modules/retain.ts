export default defineStrategy(
  {
    id: 'sandboxed-retain',
    version: 1,
    name: 'Retain original data, in the sandbox',
    summary: 'The built-in strategy retain as a module',
    licence: 'Apache-2.0',
    params: {
      share: {
        type: 'number',
        exclusiveMinimum: 0,
        exclusiveMaximum: 1,
        default: 0.1,
        description: 'Share of real data',
      },
      redraw: { type: 'boolean', default: true, description: 'Whether the share is chosen anew each time' },
      every: { type: 'integer', minimum: 1, maximum: 1000, default: 1, description: 'Generations between two uses' },
    },
    rules: [{ regime: { realData: 'retained' } }],
  },
  ({ share, redraw, every }) => ({
    async compose({ generation, size, real, base, memory, rng }) {
      if (generation % every !== 0) {
        memory.keep(...memory.held);
        return base(size);
      }
      const subset =
        (!redraw && memory.held[0]) || drawWithoutReplacement(real.original(), unitsOfShare(share, size), rng);
      if (!redraw) memory.keep(subset);
      return Batch.concat([subset, await base(size - subset.units)]);
    },
  }),
);
