/** How a figure is measured: warmed up, in rounds that alternate between the variants, told as a median. */

/** What a part of the benchmarks is given. */
export interface BenchContext {
  /** A folder of its own, which goes when everything is measured. */
  readonly workDir: string;
  /** The folder of another checkout, built, that `pages` compares with. */
  readonly beside: string | null;
}

/** What the project promises. */
export interface Target {
  readonly atLeast?: number;
  readonly atMost?: number;
}

export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly target?: Target;
  /** How it came about. */
  readonly note?: string;
}

/** @throws RangeError for no values */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError('The median of no values was asked for.');
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low = Number.NaN, high = low] = sorted.slice(sorted.length % 2 === 1 ? middle : middle - 1, middle + 1);
  return (low + high) / 2;
}

/**
 * Runs every variant once a round, so that what disturbs the machine disturbs all of them. The first rounds warm up.
 * @param variants each returns what it measured
 * @returns one number a round
 */
export async function alternate<Name extends string>(
  variants: Readonly<Record<Name, () => number | Promise<number>>>,
  { rounds, warmUp = 1 }: { readonly rounds: number; readonly warmUp?: number },
): Promise<Record<Name, number[]>> {
  const names = Object.keys(variants) as Name[];
  const measured = Object.fromEntries(names.map((name): [Name, number[]] => [name, []])) as Record<Name, number[]>;
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

/** Median over rounds of a ÷ b. */
export const medianRatio = (a: readonly number[], b: readonly number[]): number =>
  median(a.map((value, round) => value / (b[round] ?? Number.NaN)));

/** Seconds that some work takes. */
export async function seconds(work: () => unknown): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1000;
}

/** `met`, `missed`, or nothing where there is no target. */
export function verdict({ value, target }: Figure): 'met' | 'missed' | '' {
  if (!target) return '';
  const { atLeast = Number.NEGATIVE_INFINITY, atMost = Number.POSITIVE_INFINITY } = target;
  return value >= atLeast && value <= atMost ? 'met' : 'missed';
}

/** A table of figures. */
export function formatFigures(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => {
    const { name, value, unit, target, note = '' } = figure;
    const wanted =
      target?.atLeast !== undefined ? `≥ ${target.atLeast}` : target?.atMost !== undefined ? `≤ ${target.atMost}` : '';
    return [name, `${formatNumber(value)} ${unit}`, wanted, verdict(figure), note];
  });
  return formatTable(['figure', 'median', 'target', '', 'how'], rows);
}

/** Columns as wide as what stands in them, without what would end a line in blanks. */
export function formatTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = header.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return [line(header), line(widths.map((width) => '─'.repeat(width))), ...rows.map(line)].join('\n');
}

export const formatNumber = (value: number): string =>
  Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3);
