/** Plain-text tables for terminals. */

/** Aligns rows under their headers; columns whose name is in `right` are aligned right. */
export function formatTable(
  headers: readonly string[],
  rows: readonly (readonly string[])[],
  right: readonly string[] = [],
): string {
  const widths = headers.map((header, column) =>
    Math.max(width(header), ...rows.map((row) => width(row[column] ?? ''))),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => {
        const padding = ' '.repeat((widths[column] ?? 0) - width(cell));
        return right.includes(headers[column] ?? '') ? padding + cell : cell + padding;
      })
      .join('  ')
      .trimEnd();
  return [line(headers), line(widths.map((count) => '─'.repeat(count))), ...rows.map(line)].join('\n');
}

const width = (text: string): number => [...text].length;
