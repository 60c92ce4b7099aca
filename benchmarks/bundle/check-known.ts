/**
 * Warns where a record differs from what honest runs of the same settings give to the last bit: generation 0, which the harness
 * fits without the strategy, and the results of built-in strategies. A warning and no problem: a machine on which elementary
 * functions round otherwise would differ, too.
 */
import type { RunRecord } from '../protocol/record.ts';
import { knownGeneration0 } from '../suite/known.ts';
import { at, type FileCheck } from './findings.ts';
import { agreesWithReference } from './reference-results.ts';

/** Warns of every metric whose values in generation 0 are not those known, at the first seed where they differ. */
export function warnOfGeneration0(
  { benchmark, engine, seeds, trajectories }: Partial<RunRecord>,
  { file, findings }: FileCheck,
): void {
  if (benchmark === undefined || engine === undefined || seeds === undefined || trajectories === undefined) return;
  const known = knownGeneration0({ benchmark, engine });
  if (known === null) return;
  for (const [metric, rows] of Object.entries(trajectories)) {
    const differing = rows.flatMap((row, index) => {
      const expected = known[metric]?.[(seeds[index] ?? 0) - 1];
      return expected === undefined || row.length === 0 || row[0] === expected ? [] : [{ index, expected }];
    });
    const [first] = differing;
    if (first === undefined) continue;
    const more = differing.length === 1 ? '' : `, the first of ${differing.length} seeds that do`;
    findings.warn(
      at(file, 'trajectories', metric, first.index, 0),
      `received ${rows[first.index]?.[0]}; generation 0 of ${benchmark.id} gives ${first.expected} on ${engine.id} ${engine.version} with every strategy: seed ${seeds[first.index]} differs from what was measured here${more}`,
    );
  }
}

/** Warns of a result of a built-in strategy that is not the reference's. */
export function warnOfReference(record: RunRecord, { file, findings }: FileCheck): void {
  if (agreesWithReference(record) !== false) return;
  const { strategy, benchmark, engine } = record;
  findings.warn(
    at(file, 'resultDigest'),
    `the numbers or samples are not those of this checkout’s reference result of ${strategy.spec} on ${benchmark.id} (${benchmark.tier}, ${engine.id} ${engine.version}); the same code gives the same result, bit for bit`,
  );
}
