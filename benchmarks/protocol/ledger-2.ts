/**
 * The ledger of protocols from suite 0.3 on: what is added to an entry (docs/adr/0033-ledger-of-0.3.md). A card that names these
 * fields as its `ledger` has the limits of division-limits-2.ts as well.
 */
import { z } from 'zod';
import type { BenchmarkCard } from './card.ts';
import { countSchema } from './ids.ts';
import type { LedgerEntry } from './ledger.ts';

const shareSchema = z.number().min(0).max(1);

/**
 * How much of a fit is of one source's samples from the model of one generation: of the learner in which the share by weight
 * exceeds the share by count most.
 */
export const sourceWeightSchema = z.strictObject({
  source: z.string().min(1).max(64),
  generation: countSchema,
  /** Of the training weight of that learner. */
  weight: shareSchema,
  /** Of its training units. */
  count: shareSchema,
});
export type SourceWeight = z.infer<typeof sourceWeightSchema>;

/** All counts but `updates` are in the benchmark's unit of size. */
export const LEDGER_2 = {
  /** Updates of parameters by all fits of the generation: steps of gradients, iterations of EM, 1 for a closed form. */
  updates: countSchema,
  /** Fresh real data that strategies had drawn, trained on or not, counted at each draw. */
  freshShown: countSchema,
  /** Real data of earlier generations that they were shown: all of D0, once, or what of it their memories held, and what these held of fresh data. */
  retainedShown: countSchema,
  /** Units whose densities they asked for; part of `teacherCalls`. */
  densityCalls: countSchema,
  /** In the order of `synthetic`. */
  sourceWeights: z.array(sourceWeightSchema),
} as const;

const ledger2Schema = z.strictObject(LEDGER_2);
export type Ledger2 = z.infer<typeof ledger2Schema>;
export type LedgerEntry2 = LedgerEntry & Ledger2;

/** Which ledger the harness writes for a benchmark. @throws TypeError for fields that it doesn't meter */
export function ledgerOf({ id, ledger }: Pick<BenchmarkCard, 'id' | 'ledger'>): 1 | 2 {
  if (ledger === undefined) return 1;
  if (ledger !== LEDGER_2) throw new TypeError(`${id}: expected no ledger of its own, or LEDGER_2`);
  return 2;
}

/** Whether an entry is of a protocol with these fields; entries of one ledger all are, or none is. */
export function isEntry2(entry: LedgerEntry): entry is LedgerEntry2 {
  return Object.hasOwn(entry, 'updates');
}
