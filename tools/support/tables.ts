/** Tables in Markdown that are computed, and the places in a document that they stand in. */

/** Markdown by name. */
export type Tables = Readonly<Record<string, string>>;

/**
 * Replaces what stands between `<!-- table: NAME -->` and `<!-- /table -->`.
 * @param document its name, for messages
 * @throws Error for a table in the text that is not among those computed
 */
export function fillTables(text: string, tables: Tables, document: string): string {
  return text.replace(
    /(<!-- table: ([a-z-]+) -->\n)[\s\S]*?(<!-- \/table -->)/g,
    (_, before: string, name: string, after: string) => {
      if (tables[name] === undefined) throw new Error(`${document} has a table "${name}" that nobody computes.`);
      return `${before}\n${tables[name]}\n\n${after}`;
    },
  );
}

export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
