/** The table of a measurement under load. */
import { targetOf } from './targets.mjs';

/**
 * @typedef {object} Row
 * @property {string} name
 * @property {number} value
 * @property {string} unit
 * @property {number | null} ratio to the static page of the same server in the same run, or as the note says
 * @property {string} note
 * @property {boolean} [failed] some requests were not answered well
 */

/** `ok`, `missed` (also what was not measured), or nothing where there is no target. @param {Row} row */
export function verdictOf({ name, value, ratio, failed = false }) {
  const target = targetOf(name);
  if (Number.isNaN(value)) return 'missed';
  if (target === null) return '';
  const judged = target.of === 'ratio' ? ratio : value;
  if (judged === null) return '';
  const { atLeast = Number.NEGATIVE_INFINITY, atMost = Number.POSITIVE_INFINITY } = target;
  // A ratio to a page that nobody got says nothing.
  return Number.isFinite(judged) && judged >= atLeast && judged <= atMost && !failed ? 'ok' : 'missed';
}

function targetText(name) {
  const target = targetOf(name);
  if (target === null) return '';
  const { atLeast, atMost, of } = target;
  return `${atLeast === undefined ? `≤ ${atMost}` : `≥ ${atLeast}`}${of === 'ratio' ? ' ×' : ''}`;
}

/** @param {readonly Row[]} rows */
export function formatRows(rows) {
  const cells = rows.map((row) => [
    row.name,
    `${formatNumber(row.value)} ${row.unit}`.trimEnd(),
    row.ratio === null ? '' : `${row.ratio.toPrecision(3)} ×`,
    targetText(row.name),
    verdictOf(row),
    row.note,
  ]);
  const header = ['measured', 'figure', 'ratio', 'target', '', 'how'];
  const widths = header.map((title, column) => Math.max(title.length, ...cells.map((line) => line[column].length)));
  const line = (items) =>
    items
      .map((cell, column) => cell.padEnd(widths[column]))
      .join('  ')
      .trimEnd();
  return [line(header), line(widths.map((width) => '─'.repeat(width))), ...cells.map(line)].join('\n');
}

const formatNumber = (value) =>
  Number.isNaN(value) ? '-' : Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3);
