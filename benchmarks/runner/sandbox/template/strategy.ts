import type { ComposeContext } from 'heirloom/strategy';

/** A share of each training set is original real data, the rest are samples of the last model. */
export default defineStrategy(
  {
    id: 'STRATEGY',
    version: 1,
    name: 'STRATEGY',
    summary: 'Keep a share of the original real data in every generation’s training set',
    licence: 'Apache-2.0',
    params: {
      share: {
        type: 'number',
        exclusiveMinimum: 0,
        exclusiveMaximum: 1,
        default: 0.1,
        description: 'Share of the training set that is original real data',
      },
    },
    rules: [{ regime: { realData: 'retained' } }],
  },
  ({ share }) => ({
    async compose({ size, real, base, rng }: ComposeContext) {
      const subset = drawWithoutReplacement(real.original(), unitsOfShare(share, size), rng);
      return Batch.concat([subset, await base(size - subset.units)]);
    },
  }),
);
