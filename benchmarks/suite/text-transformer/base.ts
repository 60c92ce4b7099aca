/** What `npm run artefacts -- base-model` makes; every generation is fine-tuned from one of them. */
import type { BaseId } from '../../data/base-model.ts';
import type { NetworkShape } from '../../learners/transformer/network.ts';

/** 128 positions: a prompt of 64 tokens and the 64 that follow. */
const COMMON = { vocabulary: 1024, context: 128, heads: 4 };

export const BASE_SHAPES: Readonly<Record<BaseId, NetworkShape>> = {
  small: { ...COMMON, width: 64, layers: 2 },
  large: { ...COMMON, width: 128, layers: 4 },
};
