import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { repeatCommand } from '../../../tools/nightly/options.ts';
import { packed } from '../../support/mutants/archive-mutations.ts';
import { type Base, readBases } from '../../support/mutants/bases.ts';
import { judge, prepareFolder } from '../../support/mutants/judge.ts';
import { byteChangeOf, type Mutant, mutantOf } from '../../support/mutants/mutant.ts';
import { isInRecord, placeKind, requireFinite } from '../../support/mutants/places.ts';
import { isNightly } from '../../support/power.ts';
import { entriesOf } from '../../support/raw-tar.ts';

/** As `npm run nightly` has many more of, of every day its own; and these with all that there were before. */
const MUTANTS = isNightly ? 2500 : 800;
const BYTE_CHANGES = isNightly ? 1000 : 300;
const SLICE = 100;
const slices = (count: number): number[] => Array.from({ length: count / SLICE }, (_, slice) => 1 + SLICE * slice);

describe('mutants of bundles: the check, report and what the site computes agree on', () => {
  let folder = '';
  let bases: readonly Base[] = [];

  beforeAll(async () => {
    bases = readBases();
    folder = prepareFolder(bases);
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** What came of a hundred mutants. */
  async function judgeSlice(first: number, make: (seed: number) => Mutant, told: (seed: number) => string) {
    const outcomes = { accepted: 0, archive: 0, digest: 0, refused: 0 };
    for (let seed = first; seed < first + SLICE; seed++) {
      const mutant = make(seed);
      const { outcome, faults } = await judge(mutant, folder);
      outcomes[outcome] += 1;
      expect(faults, `${told(seed)} (${mutant.base.name}: ${mutant.kinds.join('; ')})`).toEqual([]);
    }
    return outcomes;
  }

  it('the bundles that they are made of', async () => {
    for (const base of bases) {
      const whole = { seed: 0, base, kinds: [], content: packed(entriesOf(base.files)) };
      expect(await judge(whole, folder), base.name).toEqual({ outcome: 'accepted', places: [], faults: [] });
    }
  });

  it.each(slices(MUTANTS))('a hundred from %i', async (first) => {
    const outcomes = await judgeSlice(first, (seed) => mutantOf(seed, bases), repeatCommand);
    // A digest keeps few of them from what is checked behind it.
    expect(outcomes.accepted + outcomes.refused, JSON.stringify(outcomes)).toBeGreaterThan(0.7 * SLICE);
  });

  it.each(slices(BYTE_CHANGES))('a hundred with another byte from %i', async (first) => {
    const outcomes = await judgeSlice(
      first,
      (seed) => byteChangeOf(seed, bases),
      (seed) => `byte change ${seed}`,
    );
    // Of timings, the environment and what the bundle says of itself no digest tells.
    expect(outcomes.accepted, JSON.stringify(outcomes)).toBeLessThan(0.5 * SLICE);
  });
});

describe('a judgement', () => {
  it('says whether a problem is one of a record by itself', () => {
    expect(isInRecord({ path: 'runs/gaussian.json#/seeds', message: 'missing' })).toBe(true);
    expect(isInRecord({ path: '(archive)', message: 'it was cut off' })).toBe(true);
    expect(isInRecord({ path: 'samples/gaussian/seed-1/gen-0.npy', message: 'cut off' })).toBe(false);
    for (const other of ['submission.json', 'runs/b.json'])
      expect(isInRecord({ path: 'runs/a.json#/strategy', message: `expected "x", as in ${other}` })).toBe(false);
  });

  it.each([
    ['runs/gaussian.json#/ledger/1/2/sampled', 'runs/*.json#/ledger/*/*/sampled'],
    ['runs/gaussian.json#/trajectories/w2-root/0/3 (line 1, column 3)', 'runs/*.json#/trajectories/*/*/*'],
    ['samples/ngram-text/seed-1/gen-0.jsonl:3', 'samples/*.jsonl:*'],
    ['notes.txt', '(another path)'],
    ['(archive)', '(archive)'],
  ])('%s is a place of the kind %s', (path, kind) => {
    expect(placeKind({ path, message: '' })).toBe(kind);
  });

  it('finds a number that is not finite, wherever it is', () => {
    expect(() => requireFinite({ a: [1, null, { b: new Map([['c', -0]]) }] }, 'x')).not.toThrow();
    expect(() => requireFinite({ a: [new Map([['c', Number.NaN]])] }, 'x')).toThrow('x/a/0/c is NaN');
  });
});
