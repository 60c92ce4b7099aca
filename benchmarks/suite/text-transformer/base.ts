/** The network that every generation is fine-tuned from: pre-trained once on the State of the Union addresses by `npm run base-model`. */
import { loadBaseModel } from '../../data/base-model.ts';
import { readSafetensors } from '../../learners/neural/safetensors.ts';
import type { Weights } from '../../learners/neural/weights.ts';
import type { NetworkShape } from '../../learners/transformer/network.ts';

export const BASE_SHAPE: NetworkShape = { vocabulary: 1024, context: 128, width: 64, heads: 4, layers: 2 };

let loaded: Weights | null = null;

/** @throws HeirloomError run-failed where the file is not the one the suite's numbers rest on */
export function loadBase(): Weights {
  loaded ??= readSafetensors(loadBaseModel());
  return loaded;
}
