import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkRecord } from '#benchmarks/bundle/check-record.ts';
import { Findings } from '#benchmarks/bundle/findings.ts';
import { parseJson } from '#benchmarks/bundle/json.ts';
import { canonicalJson, toDigestible } from '#benchmarks/protocol/digest.ts';
import type { RunRecord } from '#benchmarks/protocol/record.ts';
import { type MadeRun, requireRun } from '../../support/bundles.ts';

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
