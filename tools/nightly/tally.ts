/** Counts what came of mutants, and tells it. */
import type { Judgement } from '../../test/support/mutants/judge.ts';
import { repeatCommand } from './options.ts';

/** Faults that are told with their mutant; the rest are counted. */
const TOLD = 20;

type Counts = Map<string, number>;

/** What came of a mutant. */
export interface Told extends Judgement {
  readonly seed: number;
  /** The bundle that was changed. */
  readonly base: string;
  /** What was changed. */
  readonly kinds: readonly string[];
}

export interface Fault extends Partial<Pick<Told, 'base' | 'kinds'>> {
  readonly seed: number;
  readonly fault: string;
}

export type Tally = ReturnType<typeof openTally>;

export function openTally() {
  const outcomes = { accepted: 0, refused: 0, digest: 0, archive: 0 };
  /** Mutants by place. */
  const places: Counts = new Map();
  /** Mutants by what was changed. */
  const kinds: Counts = new Map();
  const faults: Fault[] = [];
  const count = (map: Counts, names: readonly string[]): void => {
    for (const name of new Set(names)) map.set(name, (map.get(name) ?? 0) + 1);
  };
  return {
    get judged(): number {
      return Object.values(outcomes).reduce((sum, number) => sum + number, 0);
    },
    faults,
    add({ seed, base, kinds: changed, outcome, places: reached, faults: found }: Told): void {
      outcomes[outcome] += 1;
      count(places, reached);
      count(kinds, changed);
      for (const fault of found) faults.push({ seed, base, kinds: changed, fault });
    },
    /** A mutant that was never judged to its end. */
    addLost(seed: number, fault: string): void {
      faults.push({ seed, fault });
    },
    toJson: () => ({ outcomes, places: sorted(places), kinds: sorted(kinds), faults }),
    text(): string {
      const deep = outcomes.accepted + outcomes.refused;
      return [
        ...rows('what was changed', sorted(kinds)),
        '',
        ...rows('where the check found something', sorted(places)),
        '',
        ...rows('what the check said', [
          ['accepted', outcomes.accepted],
          ['refused by what a digest doesn’t say', outcomes.refused],
          ['refused by a digest alone', outcomes.digest],
          ['refused as an archive', outcomes.archive],
        ]),
        '',
        `${this.judged} mutants, ${((100 * deep) / Math.max(1, this.judged)).toFixed(1)}% came past the digests; ${places.size} kinds of places; ${faults.length} faults.`,
        ...faults
          .slice(0, TOLD)
          .flatMap(({ seed, base = '', kinds: changed = [], fault }) => [
            `  ${fault}`,
            `    ${[base, ...changed].filter((word) => word !== '').join('; ')}: ${repeatCommand(seed)}`,
          ]),
        ...(faults.length > TOLD ? [`  … and ${faults.length - TOLD} more`] : []),
      ].join('\n');
    },
  };
}

const sorted = (map: Counts): [name: string, number: number][] =>
  [...map].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));

const rows = (title: string, entries: readonly (readonly [string, number])[]): string[] => [
  title,
  ...entries.map(([name, number]) => `${String(number).padStart(8)}  ${name}`),
];
