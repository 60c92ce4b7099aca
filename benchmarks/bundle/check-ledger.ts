/** Checks the ledger: its shape, the rules that every harness run keeps, and the division that it gives with the regime. */
import type { z } from 'zod';
import type { BenchmarkCard } from '../protocol/card.ts';
import { type LedgerEntry, ledgerEntrySchema } from '../protocol/ledger.ts';
import { isEntry2 } from '../protocol/ledger-2.ts';
import { type Division, divisionOf, type Regime } from '../protocol/regime.ts';
import { isFullRow, isPerSeed, type RowLengths } from './check-seeds.ts';
import type { CheckedStrategy } from './check-strategy.ts';
import { at, type FileCheck, show } from './findings.ts';
import { regimeFaults } from './ledger-regime.ts';
import { entryFaults, type LedgerRules } from './ledger-rules.ts';
import { entry2Faults } from './ledger-rules-2.ts';
import { MAX_SYNTHETIC_PARTS } from './limits.ts';
import { checkSchema } from './schema-problems.ts';

export interface LedgerContext {
  /** M */
  readonly size: number;
  /** Updates that a fit on M makes at most; null where that is not known. */
  readonly fitUpdates: number | null;
  readonly regime: Regime | null;
  readonly card: BenchmarkCard | null;
  readonly strategy: CheckedStrategy | null;
}

/** The ledger where all its entries have the fields of the benchmark's protocol, else null. `[seedIndex][generation]` */
export function readLedger(
  value: unknown,
  card: Pick<BenchmarkCard, 'ledger'> | null,
  seeds: readonly number[] | undefined,
  lengths: RowLengths,
  check: FileCheck,
): LedgerEntry[][] | null {
  const { file, findings } = check;
  const schema = card?.ledger === undefined ? ledgerEntrySchema : ledgerEntrySchema.extend(card.ledger);
  if (value === undefined) return null;
  if (!Array.isArray(value)) {
    findings.add(at(file, 'ledger'), `received ${show(value)}; expected an array with one row for each seed`);
    return null;
  }
  if (seeds !== undefined) isPerSeed(['ledger'], value, seeds, check);
  let shaped = true;
  for (let seed = 0; seed < value.length && !findings.full; seed++) {
    const row: unknown = value[seed];
    if (!Array.isArray(row)) {
      findings.add(
        at(file, 'ledger', seed),
        `received ${show(row)}; expected an array with one entry for each generation`,
      );
      shaped = false;
      continue;
    }
    isFullRow(['ledger', seed], row, seed, lengths, check);
    for (let generation = 0; generation < row.length && !findings.full; generation++) {
      if (!isEntry(schema, row[generation], seed, generation, check)) shaped = false;
    }
  }
  return shaped && !findings.full ? (value as LedgerEntry[][]) : null;
}

function isEntry(
  schema: z.ZodType,
  value: unknown,
  seed: number,
  generation: number,
  { file, findings }: FileCheck,
): boolean {
  const steps = ['ledger', seed, generation];
  for (const name of ['synthetic', 'sourceWeights']) {
    const parts = (value as Readonly<Record<string, unknown>> | null)?.[name];
    if (!Array.isArray(parts) || parts.length <= MAX_SYNTHETIC_PARTS) continue;
    findings.add(at(file, ...steps, name), `received ${parts.length} parts; expected at most ${MAX_SYNTHETIC_PARTS}`);
    return false;
  }
  return checkSchema(schema, value, { file, findings, steps }) !== null;
}

/** Checks every entry of a well-shaped ledger. */
export function checkLedger(
  ledger: readonly (readonly LedgerEntry[])[],
  context: LedgerContext,
  { file, findings }: FileCheck,
): void {
  const { size, fitUpdates, regime, card, strategy } = context;
  const rules: LedgerRules = {
    size,
    fitUpdates,
    capabilities: card?.capabilities ?? null,
    mayWeight: strategy?.mayWeight ?? true,
    mayFitTwice: strategy?.mayFitTwice ?? true,
    learnersSize: ledger.find((entries) => entries.length > 0)?.[0]?.trainingSize ?? null,
  };
  for (const [seed, entries] of ledger.entries()) {
    let simulated = 0;
    for (const [generation, entry] of entries.entries()) {
      if (findings.full) return;
      simulated += entry.simulated;
      const faults = entryFaults(entry, generation, { ...rules, simulatedSoFar: simulated });
      const faults2 = isEntry2(entry) ? entry2Faults(entry, rules) : [];
      for (const { steps, message } of [...faults, ...faults2])
        findings.add(at(file, 'ledger', seed, generation, ...steps), message);
    }
  }
  if (regime === null) return;
  for (const { steps, message } of regimeFaults(ledger, regime, size)) findings.add(at(file, ...steps), message);
}

/** Derives the division anew. */
export function checkDivision(
  claimed: Division,
  regime: Regime,
  ledger: readonly (readonly LedgerEntry[])[],
  { size, fitUpdates }: { readonly size: number; readonly fitUpdates: number | null },
  { file, findings }: FileCheck,
): void {
  const derived = divisionOf(regime, ledger, size, fitUpdates);
  if (derived !== claimed)
    findings.add(
      at(file, 'division'),
      `received "${claimed}"; expected "${derived}", as the regime and the ledger give`,
    );
}
