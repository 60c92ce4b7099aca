/** What `npm run base-model` makes; every generation is fine-tuned from it. */
import type { NetworkShape } from '../../learners/transformer/network.ts';

/** 128 positions: a prompt of 64 tokens and the 64 that follow. */
export const BASE_SHAPE: NetworkShape = { vocabulary: 1024, context: 128, width: 64, heads: 4, layers: 2 };
