/** What pages say in English alone: names, cards and units that have no text in the other language; and texts of what is no longer there. */
import { STRATEGIES } from '#benchmarks/strategies/catalog.ts';
import { BENCHMARKS, LEADING, METRICS } from '#benchmarks/suite/catalog.ts';
import zh from '../messages/zh/catalog.json' with { type: 'json' };

export interface Untranslated {
  /** `strategies/recent-two`: its name and summary read as its card has them. */
  readonly missing: readonly string[];
  /** Texts of what is no longer in the catalog. */
  readonly left: readonly string[];
}

type Listed = Readonly<Record<keyof typeof zh, readonly string[]>>;

/** What this checkout's catalogs have to say. */
export function catalogIds(): Listed {
  return {
    benchmarks: LEADING.map(({ card }) => card.id),
    cards: BENCHMARKS.map(({ card }) => `${card.id}@${card.version}`),
    // A histogram has a name beside its bins'.
    metrics: METRICS.flatMap(({ id, bin }) => (bin ? [id, bin.of.id] : [id])),
    strategies: STRATEGIES.map(({ card }) => card.id),
    units: [...new Set(METRICS.map(({ unit }) => unit))],
  };
}

/** @param listed ids by kind, as the catalogs have them @param texts of the other language, by kind and id */
export function untranslated(
  listed: Listed,
  texts: Readonly<Record<keyof typeof zh, Readonly<Record<string, unknown>>>> = zh,
): Untranslated {
  const kinds = Object.keys(listed) as (keyof Listed)[];
  return {
    missing: kinds.flatMap((kind) => listed[kind].filter((id) => !(id in texts[kind])).map((id) => `${kind}/${id}`)),
    left: kinds.flatMap((kind) =>
      Object.keys(texts[kind])
        .filter((id) => !listed[kind].includes(id))
        .map((id) => `${kind}/${id}`),
    ),
  };
}
