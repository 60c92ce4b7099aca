import { expect, it } from 'vitest';
import { ledgerUse, REPLACE_REGIME, type Regime, type RunRights } from '#benchmarks/protocol/regime.ts';
import { identify } from '#benchmarks/snapshot/identity.ts';
import type { Snapshot } from '#benchmarks/snapshot/schema.ts';
import { verifySnapshot } from '#benchmarks/snapshot/verify.ts';
import { tinySnapshot } from '../../support/tiny-snapshot.ts';

/** A run that used nothing, with these rights beyond replace's. */
const allowed = (more: Partial<Regime>): RunRights => ({
  regime: { ...REPLACE_REGIME, ...more },
  use: ledgerUse([], 100, null),
  size: 100,
});

/** Problems of a snapshot whose first entry, of the division `retained`, ran its two benchmarks with these rights. */
function problemsWith(alpha: RunRights | undefined, beta: RunRights | undefined) {
  const snapshot = structuredClone(tinySnapshot()) as Snapshot;
  const runs = snapshot.boards[0]?.entries[2]?.runs;
  if (alpha !== undefined) Object.assign(runs?.alpha ?? {}, { rights: alpha });
  if (beta !== undefined) Object.assign(runs?.beta ?? {}, { rights: beta });
  return verifySnapshot(identify(snapshot).content).problems;
}

it('takes a division that its runs give', () => {
  expect(problemsWith(allowed({ realData: 'retained' }), allowed({}))).toEqual([]);
});

it('finds one that they do not give', () => {
  const accumulating = allowed({ pool: 'accumulate', trainingSize: 'growing' });
  expect(problemsWith(allowed({ realData: 'fresh' }), accumulating)).toEqual([
    { path: '#/boards/0/entries/2/division', message: 'is "retained"; recomputed from its runs: "open"' },
  ]);
});

it('says nothing of a snapshot that doesn’t tell the rights of all runs', () => {
  expect(problemsWith(undefined, allowed({ realData: 'fresh' }))).toEqual([]);
});
