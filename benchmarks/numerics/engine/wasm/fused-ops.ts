/** The operations of models by our own kernels in the heap of tfjs's WebAssembly backend. */
import type { TensorOps } from '../engine.ts';
import { fusedAdam } from './ops/adam.ts';
import { fusedCache, fusedCausalAttention } from './ops/attention.ts';
import type { FusedContext } from './ops/context.ts';
import {
  fusedBernoulliCrossEntropy,
  fusedSoftmaxCrossEntropy,
  fusedSoftTargetCrossEntropy,
} from './ops/cross-entropy.ts';
import { fusedEmbed } from './ops/embed.ts';
import { fusedGru } from './ops/gru.ts';
import { fusedLayerNorm } from './ops/layer-norm.ts';
import { fusedLinear } from './ops/linear.ts';

export function fusedOps(context: FusedContext): TensorOps {
  return {
    linear: fusedLinear(context),
    layerNorm: fusedLayerNorm(context),
    causalAttention: fusedCausalAttention(context),
    gru: fusedGru(context),
    softmaxCrossEntropy: fusedSoftmaxCrossEntropy(context),
    softTargetCrossEntropy: fusedSoftTargetCrossEntropy(context),
    bernoulliCrossEntropy: fusedBernoulliCrossEntropy(context),
    embed: fusedEmbed(context),
    createCache: fusedCache(context),
    createAdam: fusedAdam(context),
  };
}
