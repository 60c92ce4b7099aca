/** How a figure is measured: warmed up, in rounds that alternate between the variants, told as a median. */

/**
 * @typedef {object} Figure
 * @property {string} name
 * @property {number} value
 * @property {string} unit
 * @property {{ atLeast?: number, atMost?: number }} [target] what the project promises
 * @property {string} [note] how it came about
 */

/** @param {readonly number[]} values */
export function median(values) {
  if (values.length === 0) throw new RangeError('The median of no values was asked for.');
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * Runs every variant once a round, so that what disturbs the machine disturbs all of them. The first rounds warm up.
 * @template {string} Name
 * @param {Record<Name, () => number | Promise<number>>} variants each returns what it measured
 * @param {{ rounds: number, warmUp?: number }} options
 * @returns {Promise<Record<Name, number[]>>} one number a round
 */
export async function alternate(variants, { rounds, warmUp = 1 }) {
  const names = /** @type {Name[]} */ (Object.keys(variants));
  const measured = /** @type {Record<Name, number[]>} */ (Object.fromEntries(names.map((name) => [name, []])));
  for (let round = -warmUp; round < rounds; round++) {
    // Every other round backwards: no variant is always the one after the other.
    const order = round % 2 === 0 ? names : [...names].reverse();
    for (const name of order) {
      const value = await variants[name]();
      if (round >= 0) measured[name].push(value);
    }
  }
  return measured;
}

/** Median over rounds of a ÷ b. @param {readonly number[]} a @param {readonly number[]} b */
export const medianRatio = (a, b) => median(a.map((value, round) => value / b[round]));

/** Seconds that some work takes. @param {() => unknown} work */
export async function seconds(work) {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1000;
}

/** `met`, `missed`, or nothing where there is no target. @param {Figure} figure */
export function verdict({ value, target }) {
  if (!target) return '';
  const { atLeast = Number.NEGATIVE_INFINITY, atMost = Number.POSITIVE_INFINITY } = target;
  return value >= atLeast && value <= atMost ? 'met' : 'missed';
}

/** A table of figures. @param {readonly Figure[]} figures */
export function formatFigures(figures) {
  const rows = figures.map((figure) => {
    const { name, value, unit, target, note = '' } = figure;
    const wanted =
      target?.atLeast !== undefined ? `≥ ${target.atLeast}` : target?.atMost !== undefined ? `≤ ${target.atMost}` : '';
    return [name, `${formatNumber(value)} ${unit}`, wanted, verdict(figure), note];
  });
  const header = ['figure', 'median', 'target', '', 'how'];
  const widths = header.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column].length)));
  const line = (cells) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column]))
      .join('  ')
      .trimEnd();
  return [line(header), line(widths.map((width) => '─'.repeat(width))), ...rows.map(line)].join('\n');
}

const formatNumber = (value) => (Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3));
