/**
 * What the module exports. It has no memory, no static data and no stack of its own: it works in tfjs's heap, on addresses
 * that it is given. `kernels.ts` beside this folder lists the same functions for TypeScript.
 */
export { columnSums, gelu, geluGradient, reluGradient } from './activation';
export { adam } from './adam';
export { attentionScratch, causalAttention, causalAttentionGradient } from './attention';
export { attentionStep } from './attention-step';
export {
  bernoulliCrossEntropy,
  bernoulliCrossEntropyGradient,
  softmaxCrossEntropy,
  softmaxCrossEntropyGradient,
  softTargetCrossEntropy,
  softTargetCrossEntropyGradient,
} from './cross-entropy';
export { embed, embedGradient } from './embedding';
export { multiplyAdd } from './fused-multiply-add';
export { gruGates, gruGatesGradient, gruState, gruStateGradient } from './gru';
export { layerNorm, layerNormGradient } from './layer-norm';
export { matrixProduct, matrixProductScratch } from './matrix-product';
