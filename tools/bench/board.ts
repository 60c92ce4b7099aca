/**
 * A board with a hundred ranked entries more beside that of another commit with its reference results alone (`--beside`): how long each
 * takes to make a page that it has not made yet. Both are asked in turns, for another view of the board each time.
 */
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { packBundle } from '#benchmarks/bundle/pack.ts';
import { DIVISIONS } from '#benchmarks/protocol/regime.ts';
import { ROOT } from '../../scripts/support/root.mjs';
import { say } from '../../scripts/support/steps.mjs';
import type { Client } from '../load/client.ts';
import { BOARD, untilScored } from '../load/fill.ts';
import { writeWhole } from '../reference/whole.ts';
import { commitOf, serveFilled } from './beside.ts';
import { alternate, type BenchContext, type Figure, median, medianRatio } from './measure.ts';
import { openVariants } from './variants.ts';

/** Entries more than the reference results, each of a family of its own. */
const FAMILIES = 100;
const SORTS = [
  'fidelity',
  'diversity',
  'tail',
  'early',
  'late',
  'real-data',
  'drawn',
  'newest',
  'gaussian',
  'regression',
];
/** Views that nobody has asked for: a page that is kept is not made again. */
const VIEWS = ['', '/zh'].flatMap((locale) => SORTS.map((sort) => `${locale}/board/0.1/standard/all/sort=${sort}`));
const WARM_UP = 2;

/** @param beside folder of the other checkout, built @throws SetupError where there is no site in it */
export async function benchBoard({ workDir, beside }: BenchContext): Promise<Figure[]> {
  const other = path.resolve(beside ?? '');
  const here = await serveFilled(ROOT, path.join(workDir, 'board-here'));
  const there = await serveFilled(other, path.join(workDir, 'board-there'));
  try {
    await sendFamilies(here.client, path.join(workDir, 'families'));
    await untilScored(here.client);
    const [ranked, fewer] = [await countRanked(here.client), await countRanked(there.client)];
    const [ours, theirs] = [inTurn(here.client), inTurn(there.client)];
    const times = await alternate({ here: ours, there: theirs }, { rounds: VIEWS.length - WARM_UP, warmUp: WARM_UP });
    return [
      {
        name: `board of ${ranked} ranked entries, made`,
        value: medianRatio(times.there, times.here),
        unit: `× ${commitOf(other)} with ${fewer}`,
        target: { atLeast: 1 },
        note: `${median(times.here).toFixed(0)} ms against ${median(times.there).toFixed(0)} ms a page`,
      },
    ];
  } finally {
    await Promise.all([here.stop(), there.stop()]);
  }
}

/** Entries of as many families as are to be ranked. */
async function sendFamilies(client: Client, folder: string): Promise<void> {
  mkdirSync(folder);
  const unpacked = (strategy: string): string => {
    const into = path.join(folder, strategy);
    writeWhole(strategy, into);
    return into;
  };
  const runs = { replace: unpacked('replace'), oracle: unpacked('oracle'), base: unpacked('temperature') };
  const variants = await openVariants(runs, (index) => `bench-${index + 1}`);
  for (let index = 0; index < FAMILIES; index++) {
    const variant = path.join(folder, `variant-${index}`);
    variants.write(index, FAMILIES, variant);
    await packBundle(variant, `${variant}.tar.gz`);
    rmSync(variant, { recursive: true });
    await client.send(`${variant}.tar.gz`);
    rmSync(`${variant}.tar.gz`);
  }
  say(`  ${FAMILIES} families more`);
}

const PAGE = z.object({ pages: z.number(), rows: z.array(z.object({ rank: z.unknown().nullable() })) });

async function countRanked(client: Client): Promise<number> {
  let ranked = 0;
  for (const division of DIVISIONS)
    for (let page = 1, pages = 1; page <= pages; page++) {
      const found = await client.getJson(`${BOARD}&division=${division}&page=${page}`, PAGE);
      pages = found.pages;
      ranked += found.rows.filter(({ rank }) => rank !== null).length;
    }
  return ranked;
}

/** Milliseconds that the next view takes. */
function inTurn(client: Client): () => Promise<number> {
  const views = VIEWS.values();
  return async () => {
    const view = views.next().value;
    if (view === undefined) throw new Error('There are more rounds than views.');
    const startedAt = performance.now();
    const status = await client.get(view);
    if (status !== 200) throw new Error(`${client.url}${view} was answered ${status}.`);
    return performance.now() - startedAt;
  };
}
