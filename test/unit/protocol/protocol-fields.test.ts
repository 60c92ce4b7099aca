/**
 * What a protocol says stays said: every record has these fields, and no more of them are asked for. A field that comes later is
 * optional (the environment), or named by the cards of later protocols (the ledger).
 */
import { expect, it } from 'vitest';
import { z } from 'zod';
import { readLedger } from '#benchmarks/bundle/check-ledger.ts';
import { Findings } from '#benchmarks/bundle/findings.ts';
import { MAX_ITERATIONS } from '#benchmarks/learners/gmm.ts';
import { recordFormat, tierParams, updatesOfFit } from '#benchmarks/protocol/card.ts';
import { resultDigest } from '#benchmarks/protocol/digest.ts';
import { type LedgerEntry, ledgerEntrySchema } from '#benchmarks/protocol/ledger.ts';
import { ledgerOf } from '#benchmarks/protocol/ledger-2.ts';
import { environmentSchema, makerSchema, type RunRecord, runRecordSchema } from '#benchmarks/protocol/record.ts';
import { BENCHMARKS } from '#benchmarks/suite/catalog.ts';

const required = ({ shape }: z.ZodObject): string[] =>
  Object.entries(shape).flatMap(([name, schema]) => (schema instanceof z.ZodOptional ? [] : [name]));

it('asks for the same fields of a ledger’s entry for ever', () => {
  expect(Object.keys(ledgerEntrySchema.shape)).toEqual([
    ...['generation', 'realFresh', 'realRetained', 'synthetic', 'weightShare', 'trainingSize', 'poolSize', 'sampled'],
    ...['simulated', 'verifierCalls', 'teacherCalls', 'epochs', 'reads'],
  ]);
});

it('asks for the same fields of an environment and of a record for ever', () => {
  const machine = ['node', 'platform', 'arch', 'commit', 'dirty'];
  expect(required(environmentSchema)).toEqual([...machine, 'cpu', 'cores', 'heirloom']);
  expect(required(makerSchema)).toEqual([...machine, 'code']);
  expect(required(runRecordSchema)).toEqual([
    ...['format', 'suite', 'benchmark', 'official', 'strategy', 'regime', 'division', 'seeds', 'statuses', 'engine'],
    ...['truth', 'trajectories', 'ledger', 'samples', 'environment', 'timings', 'resultDigest'],
  ]);
});

it.each(BENCHMARKS.map(({ card }) => card))('$id rests on the metrics that its protocol began with', (card) => {
  const began = card.metrics.filter(({ since }) => since === undefined).map(({ id }) => id);
  for (const id of [card.primary, card.collapse.early.metric, card.collapse.late.metric]) expect(began).toContain(id);
  // Later ones stand after them, revision by revision.
  const revisions = card.metrics.map(({ since = 1 }) => since);
  expect(revisions).toEqual([...revisions].sort((a, b) => a - b));
  expect(new Set(revisions).size).toBe(Math.max(...revisions));
});

const ENTRY: LedgerEntry = {
  ...{ generation: 0, realFresh: 10, realRetained: 0, synthetic: [], weightShare: 1, trainingSize: 10, poolSize: 0 },
  ...{ sampled: 0, simulated: 0, verifierCalls: 0, teacherCalls: 0, epochs: 1, reads: [] },
};

it('gives a later protocol the fields of the ledger that it names, and no other protocol', () => {
  const problems = (entry: object, card: { readonly ledger?: Record<string, z.ZodType> }) => {
    const findings = new Findings();
    readLedger([[entry]], card, [1], [1], { file: 'runs/test.json', findings });
    return findings.problems.map(({ path }) => path);
  };
  const later = { ledger: { energy: z.number().nonnegative() } };
  expect(problems(ENTRY, {})).toEqual([]);
  expect(problems({ ...ENTRY, energy: 2 }, later)).toEqual([]);
  expect(problems({ ...ENTRY, energy: 2 }, {})).toEqual(['runs/test.json#/ledger/0/0/energy']);
  expect(problems(ENTRY, later)).toEqual(['runs/test.json#/ledger/0/0/energy']);
  expect(problems({ ...ENTRY, energy: -1 }, later)).toEqual(['runs/test.json#/ledger/0/0/energy']);
});

it('covers the fields of the ledger that a protocol names with the digest of its results', () => {
  const record = { statuses: [], strategy: { spec: 'replace', parts: [] }, samples: [], trajectories: {}, truth: {} };
  const digest = (ledger: object[][]) => resultDigest({ ...WHOLE, ...record, ledger } as unknown as RunRecord);
  expect(digest([[{ ...ENTRY, energy: 1 }]])).not.toBe(digest([[{ ...ENTRY, energy: 2 }]]));
  expect(digest([[ENTRY]])).not.toBe(digest([[{ ...ENTRY, energy: 1 }]]));
});

const WHOLE = {
  ...{ format: 'heirloom.run/1', suite: '0.3', official: false, regime: {}, division: 'closed', seeds: [1] },
  ...{ benchmark: {}, engine: { id: 'js', version: '1' } },
};

it.each(BENCHMARKS.map(({ card }) => card).filter((card) => recordFormat(card) === 'heirloom.run/2'))(
  '$id@$version counts what suite 0.3 counts, and says how many updates a fit makes',
  (card) => {
    expect(ledgerOf(card)).toBe(2);
    const params = tierParams(card, 'standard');
    expect(updatesOfFit(card, params)).toBeGreaterThanOrEqual(1);
  },
);

it('has no ledger that the harness does not meter', () => {
  expect(() => ledgerOf({ id: 'test', ledger: { energy: z.number() } })).toThrow('LEDGER_2');
});

it('lets EM make as many updates as it stops after', () => {
  for (const { card } of BENCHMARKS.filter(({ card }) => card.id === 'gmm-drift' || card.id === 'gmm-2d'))
    if (card.ledger) expect(updatesOfFit(card, tierParams(card, 'standard'))).toBe(MAX_ITERATIONS);
});
