/** Requests a second, in rounds that alternate with the static page of the same server. */
import autocannon from 'autocannon';
import { alternate, median, medianRatio } from '../bench/measure.mjs';
import { BOARD } from './fill.mjs';

const ROUNDS = 2;
const BUSY = { connections: 10, duration: 2 };
const PAGE = '/';

/** Addresses by the name of their row. */
export async function addressesOf({ client, filled }) {
  const [first, second] = filled.entries;
  const { files } = await client.getJson(`/api/v1/submissions/${first}/files`);
  const record = files.find(({ path }) => path.startsWith('runs/'));
  return {
    'rate/static-file': await staticFile(client),
    'rate/leaderboard': BOARD,
    'rate/file': `/api/v1/submissions/${first}/files/${record.path}`,
    'rate/board': '/board/0.1/standard/all',
    'rate/compare': `/compare?a=${first}&b=${second}`,
    'rate/submission': `/submissions/${first}`,
  };
}

/** One of the files that the page itself asks for. */
export async function staticFile({ url }) {
  const page = await (await fetch(url + PAGE)).text();
  const found = /\/_next\/static\/[^"'\\ ]+\.(?:css|js)/.exec(page);
  if (found === null) throw new Error(`${PAGE} asks for no file of /_next/static.`);
  return found[0];
}

/** @param {readonly string[]} names rows that are wanted */
export async function measureRates(context, names) {
  const all = await addressesOf(context);
  const failures = {};
  const fire = (name, address) => async () => {
    const result = await autocannon({ url: context.client.url + address, ...BUSY });
    failures[name] = (failures[name] ?? 0) + result.non2xx + result.errors + result.timeouts;
    return result['2xx'] / result.duration;
  };
  const wanted = Object.entries(all).filter(([name]) => names.includes(name));
  // Once, so that what is kept is there.
  for (const [, address] of wanted) await context.client.get(address);
  const rates = await alternate(
    Object.fromEntries([['page', fire('page', PAGE)], ...wanted.map(([name, address]) => [name, fire(name, address)])]),
    { rounds: ROUNDS },
  );
  const page = {
    name: 'rate/page',
    value: median(rates.page),
    unit: '/s',
    ratio: null,
    note: `${PAGE}, which the others are compared with`,
  };
  return [page, ...wanted.map(([name, address]) => rateRow(name, address, rates, failures[name]))];
}

function rateRow(name, address, rates, failed) {
  const value = median(rates[name]);
  const note = failed > 0 ? `${address}; ${failed} failed` : address;
  return { name, value, unit: '/s', ratio: medianRatio(rates[name], rates.page), note, failed: failed > 0 };
}
