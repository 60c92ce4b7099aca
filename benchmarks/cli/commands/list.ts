import { METRICS } from '../../metrics/catalog.ts';
import { HeirloomError } from '../../protocol/errors.ts';
import { STRATEGIES } from '../../strategies/catalog.ts';
import { BENCHMARKS } from '../../suite/catalog.ts';
import { formatTable } from '../table.ts';

interface Row {
  readonly id: string;
  readonly name: string;
  readonly summary: string;
}

const KINDS: Readonly<Record<string, () => readonly Row[]>> = {
  benchmarks: () => BENCHMARKS.map(({ card }) => card),
  strategies: () => STRATEGIES.map(({ card }) => card),
  metrics: () => METRICS,
};

/** Prints the catalogs. @throws usage for another kind */
export function list(kind: string | undefined, options: { json?: boolean }): void {
  if (kind !== undefined && !Object.hasOwn(KINDS, kind)) {
    throw new HeirloomError(
      'usage',
      `Received "${kind}"; expected one of ${Object.keys(KINDS).join(', ')}, or nothing for all.`,
    );
  }
  const chosen = Object.entries(KINDS).filter(([name]) => kind === undefined || name === kind);
  const catalogs = chosen.map(
    ([name, rows]) => [name, rows().map(({ id, name: title, summary }) => ({ id, name: title, summary }))] as const,
  );
  if (options.json) {
    process.stdout.write(`${JSON.stringify(Object.fromEntries(catalogs), null, 2)}\n`);
    return;
  }
  const tables = catalogs.map(([name, rows]) =>
    formatTable(
      [name, 'what it is'],
      rows.map((row) => [row.id, row.summary]),
    ),
  );
  process.stdout.write(`${tables.join('\n\n')}\n`);
}
