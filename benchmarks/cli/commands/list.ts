import { HeirloomError } from '../../protocol/errors.ts';
import type { MetricCard } from '../../protocol/metric.ts';
import { meantOneOf } from '../../protocol/nearest.ts';
import { print } from '../../protocol/print.ts';
import { STRATEGIES } from '../../strategies/catalog.ts';
import { LEADING, METRICS } from '../../suite/catalog.ts';
import { inFamilies } from '../metric-families.ts';
import { formatTable } from '../table.ts';

interface Row {
  readonly id: string;
  readonly name: string;
  readonly summary: string;
  readonly family?: MetricCard['family'];
}

const KINDS: Readonly<Record<string, () => readonly Row[]>> = {
  benchmarks: () => LEADING.map(({ card }) => card),
  strategies: () => STRATEGIES.map(({ card }) => card),
  metrics: () => METRICS,
};

/** Prints the catalogs. @throws usage for another kind */
export function list(kind: string | undefined, options: { json?: boolean }): void {
  if (kind !== undefined && !Object.hasOwn(KINDS, kind)) {
    throw new HeirloomError(
      'usage',
      `Received "${kind}"; ${meantOneOf(kind, Object.keys(KINDS))} Without a kind all are listed.`,
    );
  }
  const chosen = Object.entries(KINDS).filter(([name]) => kind === undefined || name === kind);
  const catalogs = chosen.map(([name, rows]) => [name, rows()] as const);
  if (options.json) {
    // Programs look ids up: they get every one.
    const all = catalogs.map(([name, rows]) => [
      name,
      rows.map(({ id, name: title, summary }) => ({ id, name: title, summary })),
    ]);
    print(JSON.stringify(Object.fromEntries(all), null, 2));
    return;
  }
  const tables = catalogs.map(([name, rows]) =>
    formatTable(
      [name, 'what it is'],
      inFamilies(rows).map((row) => [row.id, row.summary]),
    ),
  );
  print(tables.join('\n\n'));
}
