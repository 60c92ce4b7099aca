/** Ledgers are stored once for all seeds that share them. */
import { describe, expect, it } from 'vitest';
import { compactLedger, expandLedger } from '#benchmarks/protocol/compact-ledger.ts';
import { ledgerEntry } from '../../support/rows.ts';

describe('compactLedger', () => {
  it('keeps each distinct entry once', () => {
    const ledger = Array.from({ length: 200 }, () =>
      Array.from({ length: 51 }, (_, g) => ledgerEntry(g, { synthetic: [] })),
    );
    const compact = compactLedger(ledger);
    expect(compact.kinds).toHaveLength(2);
    expect(compact.rows).toHaveLength(1);
    expect(JSON.stringify(compact).length).toBeLessThan(JSON.stringify(ledger).length / 1000);
    expect(expandLedger(compact)).toEqual(ledger);
  });

  it('refuses to expand what points nowhere', () => {
    expect(() => expandLedger({ kinds: [], rows: [], seeds: [0] })).toThrow(RangeError);
    expect(() => expandLedger({ kinds: [], rows: [{ kinds: [0], epochs: [1] }], seeds: [0] })).toThrow(RangeError);
  });
});
