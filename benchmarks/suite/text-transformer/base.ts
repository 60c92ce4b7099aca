/** What `npm run artefacts -- base-model` makes; every generation is fine-tuned from one of them. */
import type { BaseId } from '../../data/base-model.ts';
import type { NetworkShape } from '../../learners/transformer/network.ts';

/** 128 positions: a prompt of 64 tokens and the 64 that follow. */
const COMMON = { context: 128, heads: 4 };
const SMALL = { ...COMMON, width: 64, layers: 2 };
const LARGE = { ...COMMON, width: 128, layers: 4 };

export const BASE_SHAPES: Readonly<Record<BaseId, NetworkShape>> = {
  small: { ...SMALL, vocabulary: 1_024 },
  large: { ...LARGE, vocabulary: 1_024 },
  'words-small': { ...SMALL, width: 32, vocabulary: 6_144 },
};
