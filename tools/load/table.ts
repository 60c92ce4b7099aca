/** The table of a measurement under load. */
import { formatNumber, formatTable } from '../bench/measure.ts';
import { targetOf } from './targets.ts';

export interface Row {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** To a small file that Next answers on the same server in the same run, or as the note says. */
  readonly ratio: number | null;
  readonly note: string;
  /** Some requests were not answered well. */
  readonly failed?: boolean;
}

/** `ok`, `missed` (also what was not measured), or nothing where there is no target. */
export function verdictOf({ name, value, ratio, failed = false }: Row): 'ok' | 'missed' | '' {
  const target = targetOf(name);
  if (Number.isNaN(value)) return 'missed';
  if (target === null) return '';
  const judged = target.of === 'ratio' ? ratio : value;
  if (judged === null) return '';
  const { atLeast = Number.NEGATIVE_INFINITY, atMost = Number.POSITIVE_INFINITY } = target;
  // A ratio to a file that nobody got says nothing.
  return Number.isFinite(judged) && judged >= atLeast && judged <= atMost && !failed ? 'ok' : 'missed';
}

function targetText(name: string): string {
  const target = targetOf(name);
  if (target === null) return '';
  const { atLeast, atMost, of } = target;
  return `${atLeast === undefined ? `≤ ${atMost}` : `≥ ${atLeast}`}${of === 'ratio' ? ' ×' : ''}`;
}

export function formatRows(rows: readonly Row[]): string {
  const cells = rows.map((row) => [
    row.name,
    `${Number.isNaN(row.value) ? '-' : formatNumber(row.value)} ${row.unit}`.trimEnd(),
    row.ratio === null ? '' : `${row.ratio.toPrecision(3)} ×`,
    targetText(row.name),
    verdictOf(row),
    row.note,
  ]);
  return formatTable(['measured', 'figure', 'ratio', 'target', '', 'how'], cells);
}
