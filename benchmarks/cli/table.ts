/** Plain-text tables for terminals: texts are wrapped and columns go into blocks, so that no line is broken by the terminal. */
import { longestPiece, wrapText } from './wrap-text.ts';

/** What fits everywhere: the width where none is known. */
const DEFAULT_WIDTH = 80;
/** Below this a column of text is hard to read, and the table rather goes into blocks. */
const NARROWEST_TEXT = 16;
/** A name is cut only where it is longer than this. */
const LONGEST_NAME = 32;
const GAP = '  ';

/** Columns of a line of the terminal; of what is no terminal COLUMNS says it. */
export function terminalWidth(): number {
  const columns = process.stdout.columns ?? Number(process.env.COLUMNS);
  return Number.isInteger(columns) && columns >= DEFAULT_WIDTH / 2 ? columns : DEFAULT_WIDTH;
}

interface Column {
  readonly header: string;
  readonly cells: readonly string[];
  readonly isNumber: boolean;
}

/**
 * Aligns rows under their headers. A table that is wider than the line is made narrower by wrapping its texts; one that is
 * still too wide goes on below, in blocks that each begin with the columns that name a row, the first `keys`. `right`:
 * columns of numbers, aligned right and never wrapped. `width`: columns of a line.
 */
export function formatTable(
  headers: readonly string[],
  rows: readonly (readonly string[])[],
  right: readonly string[] = [],
  { keys = 1, width = terminalWidth() }: { readonly keys?: number; readonly width?: number } = {},
): string {
  const columns = headers.map(
    (header, index): Column => ({
      header,
      cells: rows.map((row) => row[index] ?? ''),
      isNumber: right.includes(header),
    }),
  );
  return blocksOf(columns, keys, width)
    .map((block) => formatBlock(block, width))
    .join('\n\n');
}

/** The fewest blocks, filled from the left, whose columns fit a line at their narrowest. */
function blocksOf(columns: readonly Column[], keys: number, width: number): Column[][] {
  const names = columns.slice(0, keys);
  const blocks: Column[][] = [];
  let block = [...names];
  for (const column of columns.slice(keys)) {
    if (block.length > keys && sum([...block, column].map(narrowest)) > width) {
      blocks.push(block);
      block = [...names];
    }
    block.push(column);
  }
  return [...blocks, block];
}

function formatBlock(columns: readonly Column[], width: number): string {
  const widths = shrink(columns, width);
  const wrapped = columns.map((column, index) => column.cells.map((cell) => linesOf(cell, column, widths[index] ?? 0)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, index) => {
        const padding = ' '.repeat(Math.max(0, (widths[index] ?? 0) - textWidth(cell)));
        return columns[index]?.isNumber ? padding + cell : cell + padding;
      })
      .join(GAP)
      .trimEnd();
  const heads = columns.map((column, index) => linesOf(column.header, column, widths[index] ?? 0));
  const rows = (columns[0]?.cells ?? []).flatMap((_, row) => stack(wrapped.map((cells) => cells[row] ?? [])));
  return [...stack(heads), widths.map((count) => '─'.repeat(count)), ...rows].map(line).join('\n');
}

/** Cells of several lines each as lines of cells. */
function stack(cells: readonly (readonly string[])[]): string[][] {
  const height = Math.max(1, ...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) => cells.map((lines) => lines[line] ?? ''));
}

const linesOf = (text: string, { isNumber }: Column, width: number): string[] =>
  isNumber ? [text] : wrapText(text, width);

/** Widths that fit the line: the widest texts give way first. */
function shrink(columns: readonly Column[], width: number): number[] {
  const widths = columns.map(widest);
  const least = columns.map(narrowest);
  while (sum(widths) > width) {
    const able = widths.map((own, index) => (own > (least[index] ?? 0) ? own : 0));
    const most = Math.max(...able);
    if (most === 0) break;
    widths[able.indexOf(most)] = most - 1;
  }
  return widths;
}

const widest = ({ header, cells }: Column): number => Math.max(...[header, ...cells].map(textWidth));
function narrowest(column: Column): number {
  if (column.isNumber) return widest(column);
  const name = Math.min(LONGEST_NAME, Math.max(...[column.header, ...column.cells].map(longestPiece)));
  return Math.min(widest(column), Math.max(NARROWEST_TEXT, name));
}

const sum = (widths: readonly number[]): number => widths.reduce((total, own) => total + own + GAP.length, -GAP.length);
const textWidth = (text: string): number => [...text].length;
