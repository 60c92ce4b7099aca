/** All strategies, in table order. An id is never reused. */
import { type BenchmarkCard, CAPABILITIES, missingCapability, type StrategyCard } from '../protocol/card.ts';
import { unknownId } from '../protocol/errors.ts';
import type { Params } from '../protocol/ids.ts';
import { card as accumulate } from './accumulate/card.ts';
import { card as accumulateSubsample } from './accumulate-subsample/card.ts';
import { card as adversarial } from './adversarial/card.ts';
import { card as anchor } from './anchor/card.ts';
import { card as base } from './base/card.ts';
import { card as bestOf } from './best-of/card.ts';
import { card as dedup } from './dedup/card.ts';
import { card as distill } from './distill/card.ts';
import { card as filterDetector } from './filter-detector/card.ts';
import { card as filterTypicality } from './filter-typicality/card.ts';
import { card as filterVerifier } from './filter-verifier/card.ts';
import { card as freeze } from './freeze/card.ts';
import { card as fresh } from './fresh/card.ts';
import { card as gen0Samples } from './gen0-samples/card.ts';
import { card as grow } from './grow/card.ts';
import { card as mixSources } from './mix-sources/card.ts';
import { card as negativeGuidance } from './negative-guidance/card.ts';
import { card as neon } from './neon/card.ts';
import { card as oracle } from './oracle/card.ts';
import { card as replace } from './replace/card.ts';
import { card as retain } from './retain/card.ts';
import { card as selectEntropy } from './select-entropy/card.ts';
import { card as selectSurprise } from './select-surprise/card.ts';
import type { StrategyModule } from './strategy.ts';
import { card as temperature } from './temperature/card.ts';
import { card as tokenEdit } from './token-edit/card.ts';
import { card as truncateLoss } from './truncate-loss/card.ts';
import { card as weightGolden } from './weight-golden/card.ts';

export interface StrategyEntry {
  readonly card: StrategyCard;
  readonly load: () => Promise<{ readonly default: StrategyModule }>;
}

export const STRATEGIES: readonly StrategyEntry[] = [
  { card: replace, load: () => import('./replace/index.ts') },
  { card: oracle, load: () => import('./oracle/index.ts') },
  { card: base, load: () => import('./base/index.ts') },
  { card: freeze, load: () => import('./freeze/index.ts') },
  { card: gen0Samples, load: () => import('./gen0-samples/index.ts') },
  { card: retain, load: () => import('./retain/index.ts') },
  { card: fresh, load: () => import('./fresh/index.ts') },
  { card: accumulate, load: () => import('./accumulate/index.ts') },
  { card: accumulateSubsample, load: () => import('./accumulate-subsample/index.ts') },
  { card: grow, load: () => import('./grow/index.ts') },
  { card: weightGolden, load: () => import('./weight-golden/index.ts') },
  { card: mixSources, load: () => import('./mix-sources/index.ts') },
  { card: filterTypicality, load: () => import('./filter-typicality/index.ts') },
  { card: filterVerifier, load: () => import('./filter-verifier/index.ts') },
  { card: filterDetector, load: () => import('./filter-detector/index.ts') },
  { card: selectSurprise, load: () => import('./select-surprise/index.ts') },
  { card: selectEntropy, load: () => import('./select-entropy/index.ts') },
  { card: dedup, load: () => import('./dedup/index.ts') },
  { card: bestOf, load: () => import('./best-of/index.ts') },
  { card: distill, load: () => import('./distill/index.ts') },
  { card: anchor, load: () => import('./anchor/index.ts') },
  { card: adversarial, load: () => import('./adversarial/index.ts') },
  { card: truncateLoss, load: () => import('./truncate-loss/index.ts') },
  { card: neon, load: () => import('./neon/index.ts') },
  { card: temperature, load: () => import('./temperature/index.ts') },
  { card: negativeGuidance, load: () => import('./negative-guidance/index.ts') },
  { card: tokenEdit, load: () => import('./token-edit/index.ts') },
];

/** @throws unknown-id */
export function requireStrategy(id: string): StrategyEntry {
  const entry = STRATEGIES.find(({ card }) => card.id === id);
  if (!entry)
    throw unknownId(
      'strategy',
      id,
      STRATEGIES.map(({ card }) => card.id),
      'npx heirloom list strategies',
    );
  return entry;
}

/** A strategy of a composition with all of its parameters. */
export interface NeedyPart {
  readonly id: string;
  readonly resolved: Params;
}

/**
 * Why a composition can't run on a benchmark, as words inside a sentence: what it lacks first. Null where they fit, and of
 * strategies that the catalog lacks.
 */
export function inapplicableReason(
  parts: readonly NeedyPart[],
  benchmark: Pick<BenchmarkCard, 'capabilities' | 'name'>,
): string | null {
  for (const { id, resolved } of parts) {
    const card = STRATEGIES.find((entry) => entry.card.id === id)?.card;
    const capability = card === undefined ? null : missingCapability(card, resolved, benchmark);
    if (capability !== null) return `${id} needs ${CAPABILITIES[capability]}, which ${benchmark.name} does not have`;
  }
  return null;
}
