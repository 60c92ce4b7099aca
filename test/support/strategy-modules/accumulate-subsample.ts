export default defineStrategy(
  {
    id: 'sandboxed-accumulate-subsample',
    version: 1,
    name: 'Accumulate and subsample, in the sandbox',
    summary: 'The built-in strategy accumulate-subsample as a module',
    licence: 'Apache-2.0',
    rules: [{ regime: { realData: 'retained', pool: 'augment-fixed', memory: 'anchored' } }],
  },
  () => ({
    async compose({ size, real, base, memory, rng }) {
      const earlier = memory.held.length > 0 ? memory.held : [real.original()];
      const pool = [...earlier, await base(size)];
      memory.keep(...pool);
      const total = Math.min(size, ...pool.map((batch) => batch.units * pool.length));
      const upTo = (sources: number) => Math.floor((total * sources) / pool.length);
      return Batch.concat(pool.map((batch, k) => drawWithoutReplacement(batch, upTo(k + 1) - upTo(k), rng)));
    },
  }),
);
