import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkRecord } from '../../../benchmarks/bundle/check-record.ts';
import { Findings } from '../../../benchmarks/bundle/findings.ts';
import { parseJson } from '../../../benchmarks/bundle/json.ts';
import { canonicalJson, toDigestible } from '../../../benchmarks/protocol/digest.ts';
import type { RunRecord } from '../../../benchmarks/protocol/record.ts';
import { repeatCommand } from '../../../scripts/nightly/options.mjs';
import { type MadeRun, requireRun } from '../../support/bundles.ts';
import { packed } from '../../support/mutants/archive-mutations.ts';
import { type Base, readBases } from '../../support/mutants/bases.ts';
import { judge, prepareFolder } from '../../support/mutants/judge.ts';
import { mutantOf } from '../../support/mutants/mutant.ts';
import { isInRecord, placeKind, requireFinite } from '../../support/mutants/places.ts';
import { entriesOf } from '../../support/raw-tar.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

let run: MadeRun;
let bytes: Uint8Array;

beforeAll(async () => {
  run = await requireRun('gaussian', 'retain', { seeds: 2, generations: 3 });
  bytes = new TextEncoder().encode(JSON.stringify(run.record));
});

/** Problems of the record with these bytes, and its digestible part where it could be read. */
function checked(content: Uint8Array): { problems: number; digestible: string | null } {
  const findings = new Findings();
  const value = parseJson(content, 'runs/gaussian.json', findings);
  if (value !== undefined) checkRecord(value, 'gaussian', { file: 'runs/gaussian.json', findings });
  let digestible: string | null = null;
  try {
    digestible = canonicalJson(toDigestible(JSON.parse(new TextDecoder().decode(content)) as RunRecord));
  } catch {
    // Not even readable.
  }
  return { problems: findings.problems.length, digestible };
}

describe('any change of one byte', () => {
  it('is found where it changes anything that the digest covers', () => {
    const original = checked(bytes);
    expect(original.problems).toBe(0);
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const changed = Uint8Array.from(bytes);
        changed[at] = (changed[at] as number) ^ flip;
        const { problems, digestible } = checked(changed);
        // A 17th digit may change without changing the double, and timings and environment are nobody's result.
        if (digestible !== original.digestible) expect(problems).toBeGreaterThan(0);
      }),
      { numRuns: 3000, seed: 1 },
    );
  });

  it('of a digit is found wherever it changes the number', () => {
    const text = new TextDecoder().decode(bytes);
    const from = text.indexOf('"trajectories"');
    const to = text.indexOf('"ledger"');
    const digits = [...text.slice(from, to).matchAll(/\d/g)].map((match) => from + match.index);
    fc.assert(
      fc.property(fc.constantFrom(...digits), fc.integer({ min: 1, max: 9 }), (at, add) => {
        const digit = (Number(text[at]) + add) % 10;
        const changed = checked(new TextEncoder().encode(text.slice(0, at) + digit + text.slice(at + 1)));
        if (changed.digestible !== checked(bytes).digestible) expect(changed.problems).toBeGreaterThan(0);
      }),
      { numRuns: 500, seed: 2 },
    );
  });
});

/** As `npm run nightly` has a hundred times more of, of every day its own. */
const MUTANTS = 1000;
const SLICE = 100;

describe('mutants of bundles: the check, report and what the site computes agree on', () => {
  const folder = temporaryFolder();
  let bases: readonly Base[] = [];

  beforeAll(async () => {
    bases = await readBases();
    prepareFolder(folder, bases);
  });

  it('the bundles that they are made of', async () => {
    for (const base of bases) {
      const whole = { seed: 0, base, kinds: [], content: packed(entriesOf(base.files)) };
      expect(await judge(whole, folder), base.name).toEqual({ outcome: 'accepted', places: [], faults: [] });
    }
  });

  it.each(Array.from({ length: MUTANTS / SLICE }, (_, slice) => 1 + SLICE * slice))(
    'a hundred from %i',
    async (first) => {
      const outcomes = { accepted: 0, archive: 0, digest: 0, refused: 0 };
      for (let seed = first; seed < first + SLICE; seed++) {
        const mutant = mutantOf(seed, bases);
        const { outcome, faults } = await judge(mutant, folder);
        outcomes[outcome] += 1;
        expect(faults, `${repeatCommand(seed)} (${mutant.base.name}: ${mutant.kinds.join('; ')})`).toEqual([]);
      }
      // A digest keeps few of them from what is checked behind it.
      expect(outcomes.accepted + outcomes.refused, JSON.stringify(outcomes)).toBeGreaterThan(0.7 * SLICE);
    },
  );
});

describe('a judgement', () => {
  it('says whether a problem is one of a record by itself', () => {
    expect(isInRecord({ path: 'runs/gaussian.json#/seeds', message: 'missing' })).toBe(true);
    expect(isInRecord({ path: '(archive)', message: 'it was cut off' })).toBe(true);
    expect(isInRecord({ path: 'samples/gaussian/seed-1/gen-0.npy', message: 'cut off' })).toBe(false);
    expect(isInRecord({ path: 'runs/a.json#/strategy', message: 'expected "x", as in submission.json' })).toBe(false);
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
