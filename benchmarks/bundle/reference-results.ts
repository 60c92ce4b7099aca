/** The repository's own results of built-in strategies (reference/, written by `npm run reference`), as digests. */
import digests from '../../reference/digests.json' with { type: 'json' };
import { resultDigest, sameJson } from '../protocol/digest.ts';
import type { Params } from '../protocol/ids.ts';
import type { RunRecord } from '../protocol/record.ts';
import { parseSpec } from '../protocol/spec.ts';
import { STRATEGIES } from '../strategies/catalog.ts';

interface ReferenceResult {
  /** `id@version` */
  readonly strategy: string;
  /** The specification, where the parameters are not the defaults. */
  readonly spec?: string;
  readonly benchmark: string;
  readonly tier: string;
  /** `id version` */
  readonly engine: string;
  readonly resultDigest: string;
}

const RESULTS: readonly ReferenceResult[] = digests;

/** Whether a digest is that of one of the reference results, which anybody who has this checkout makes again. */
export const isReferenceDigest = (digest: string): boolean =>
  RESULTS.some(({ resultDigest: known }) => known === digest);

/**
 * Whether a record gives the numbers of the reference result of the same settings and engine; null where there is none, or where
 * more or fewer samples than the first seed's leave nothing to compare.
 */
export function agreesWithReference(record: RunRecord): boolean | null {
  const { benchmark, engine, strategy, official, seeds } = record;
  const [part, ...others] = strategy.parts;
  const card = STRATEGIES.find((entry) => entry.card.id === part?.id)?.card;
  if (!official || part === undefined || others.length > 0 || card === undefined) return null;
  const reference = RESULTS.find(
    (result) =>
      result.strategy === `${part.id}@${part.version}` &&
      sameJson(card.params.parse(passedIn(result)), part.resolved) &&
      result.benchmark === `${benchmark.id}@${benchmark.version}` &&
      result.tier === benchmark.tier &&
      result.engine === `${engine.id} ${engine.version}`,
  );
  if (reference === undefined) return null;
  if (record.resultDigest === reference.resultDigest) return true;
  // The samples of more seeds may have been kept (`--samples all`); they come seed by seed.
  const samples = record.samples.filter(({ seed }) => seed === seeds[0]);
  return resultDigest({ ...record, samples }) === reference.resultDigest;
}

const passedIn = ({ spec }: ReferenceResult): Params => (spec === undefined ? {} : (parseSpec(spec)[0]?.passed ?? {}));
