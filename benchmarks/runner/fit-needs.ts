/** What a part of a fit needs of the learner. */
import type { Capability } from '../protocol/card.ts';
import type { Fit } from '../strategies/strategy.ts';

export const FIT_NEEDS = {
  distill: 'soft-targets',
  anchor: 'anchor',
  adversarial: 'adversarial',
  truncate: 'truncation',
  untrained: 'pre-trained',
  extrapolate: 'extrapolation',
} as const satisfies Readonly<Record<Exclude<keyof Fit, 'training'>, Capability>>;
