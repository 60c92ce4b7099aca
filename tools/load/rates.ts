/** Requests a second, in rounds that alternate with a small file that Next answers on the same server. */
import autocannon from 'autocannon';
import { z } from 'zod';
import { alternate, median, medianRatio } from '../bench/measure.ts';
import type { Client } from './client.ts';
import type { LoadContext } from './context.ts';
import { BOARD } from './fill.ts';
import type { Row } from './table.ts';

const ROUNDS = 2;
const BUSY = { connections: 10, duration: 2 };
/** What the others are compared with: nothing of it is answered before Next. */
export const NEXT_FILE = '/icon.svg';
/** What is read of a submission's list of files. */
export const FILES = z.object({ files: z.array(z.object({ path: z.string() })) });

/** Addresses by the name of their row. */
export async function addressesOf({
  client,
  filled,
}: Pick<LoadContext, 'client' | 'filled'>): Promise<Record<string, string>> {
  const [first, second] = filled.entries;
  const { files } = await client.getJson(`/api/v1/submissions/${first}/files`, FILES);
  const record = files.find(({ path }) => path.startsWith('runs/'));
  if (record === undefined) throw new Error(`The submission ${first} has no record.`);
  return {
    'rate/static-file': await staticFile(client),
    'rate/leaderboard': BOARD,
    'rate/file': `/api/v1/submissions/${first}/files/${record.path}`,
    'rate/board': '/board/0.1/standard/all',
    'rate/compare': `/compare?a=${first}&b=${second}`,
    'rate/submission': `/submissions/${first}`,
  };
}

/** One of the files that the site's first page asks for. */
export async function staticFile({ url }: Pick<Client, 'url'>): Promise<string> {
  const page = await (await fetch(url)).text();
  const found = /\/_next\/static\/[^"'\\ ]+\.(?:css|js)/.exec(page);
  if (found === null) throw new Error(`${url} asks for no file of /_next/static.`);
  return found[0];
}

/** @param names rows that are wanted */
export async function measureRates(context: LoadContext, names: readonly string[]): Promise<Row[]> {
  const all = await addressesOf(context);
  const failures: Record<string, number> = {};
  const fire = (name: string, address: string) => async (): Promise<number> => {
    const result = await autocannon({ url: context.client.url + address, ...BUSY });
    failures[name] = (failures[name] ?? 0) + result.non2xx + result.errors + result.timeouts;
    return result['2xx'] / result.duration;
  };
  const wanted = Object.entries(all).filter(([name]) => names.includes(name));
  // Once, so that what is kept is there.
  for (const [, address] of wanted) await context.client.get(address);
  const rates = await alternate(
    Object.fromEntries([['next', NEXT_FILE] as const, ...wanted].map(([name, address]) => [name, fire(name, address)])),
    { rounds: ROUNDS },
  );
  const nextRates = rates.next ?? [];
  const next: Row = {
    name: 'rate/next',
    value: median(nextRates),
    unit: '/s',
    ratio: null,
    note: `${NEXT_FILE}, which the others are compared with`,
  };
  return [
    next,
    ...wanted.map(([name, address]) => rateRow(name, address, rates[name] ?? [], nextRates, failures[name] ?? 0)),
  ];
}

function rateRow(
  name: string,
  address: string,
  rates: readonly number[],
  nextRates: readonly number[],
  failed: number,
): Row {
  const note = failed > 0 ? `${address}; ${failed} failed` : address;
  return {
    name,
    value: median(rates),
    unit: '/s',
    ratio: medianRatio(rates, nextRates),
    note,
    failed: failed > 0,
  };
}
