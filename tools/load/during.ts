/** What a static file and the site's health take to answer while something else goes on. */
import { seconds } from '../bench/measure.ts';
import type { LoadContext } from './context.ts';
import { probeDuring } from './probe.ts';
import { FILES as FILES_OF, staticFile } from './rates.ts';
import type { Row } from './table.ts';

const FILES = 12;
const COMPARISONS = 40;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
/** So that the small upload comes while comparisons are computed. */
const HEAD_START_MS = 300;

interface Load {
  readonly load: () => Promise<unknown>;
  /** What goes on, in words; asked for when it is over. */
  readonly note: () => string;
  /** False where it can be made only once. */
  readonly again?: boolean;
  /** Further rows. */
  readonly rows?: () => Row[];
}

/** What goes on, by the name of its part. */
const LOADS: Readonly<Record<string, (context: LoadContext) => Promise<Load>>> = {
  'during/nothing': async () => ({ load: () => pause(4000), note: () => 'nothing else' }),
  'during/files': async ({ client, filled }) => {
    const { files } = await client.getJson(`/api/v1/submissions/${filled.large}/files`, FILES_OF);
    const step = Math.floor(files.length / FILES);
    const chosen = Array.from(
      { length: FILES },
      (_, i) => `/api/v1/submissions/${filled.large}/files/${files[i * step]?.path}`,
    );
    const statuses: number[] = [];
    const load = async (): Promise<void> => {
      statuses.push(...(await Promise.all(chosen.map(client.get))));
    };
    return { load, note: () => `${FILES} files of the large bundle at once${told(statuses)}` };
  },
  'during/upload': async ({ client, bundles }) => {
    const archive = await bundles.large('Another large one');
    return { load: () => client.send(archive), note: () => 'upload of a large bundle', again: false };
  },
  'during/comparisons': async ({ client, bundles, filled }) => {
    const small = await bundles.small('Small during comparisons');
    const statuses: number[] = [];
    let sent = Number.NaN;
    const load = async (): Promise<void> => {
      const all = pairs(filled.entries, COMPARISONS).map(([a, b]) => client.get(`/api/v1/compare?a=${a}&b=${b}`));
      const upload = pause(HEAD_START_MS).then(() => seconds(() => client.send(small)));
      statuses.push(...(await Promise.all(all)));
      sent = await upload;
    };
    const rows = (): Row[] => [
      {
        name: 'upload/small-during',
        value: sent,
        unit: 's',
        ratio: null,
        note: `while ${COMPARISONS} comparisons are computed`,
      },
    ];
    return {
      load,
      note: () => `${COMPARISONS} comparisons of distinct pairs at once${told(statuses)}`,
      again: false,
      rows,
    };
  },
  'during/frames': async ({ client, filled }) => {
    const addresses = filled.hostile.map((id) => `/api/v1/submissions/${id}/frames/ngram-text`);
    const statuses: number[] = [];
    const load = async (): Promise<void> => {
      statuses.push(...(await Promise.all(addresses.map(client.get))));
      await pause(HEAD_START_MS);
    };
    return { load, note: () => `frames of ${addresses.length} bundles of endless repetition${told(statuses)}` };
  },
  'during/snapshot': async ({ client }) => {
    const statuses: number[] = [];
    const load = async (): Promise<void> => {
      statuses.push(await client.snapshot());
    };
    return { load, note: () => `a snapshot is taken${told(statuses)}`, again: false };
  },
};

/** Answers by status, where any is not 200 or 201. */
function told(statuses: readonly number[]): string {
  const others = statuses.filter((status) => status !== 200 && status !== 201);
  return others.length === 0
    ? ''
    : `; of ${statuses.length} answers ${others.length} were ${[...new Set(others)].join(', ')}`;
}

/** The first distinct pairs, spread over all entries. */
function pairs(ids: readonly string[], count: number): (readonly [string, string])[] {
  const all = ids.flatMap((_, gap) =>
    gap === 0 ? [] : ids.slice(gap).map((other, i) => [String(ids[i]), other] as const),
  );
  return all.slice(0, count);
}

/** @param name of the part @throws RangeError for one that is none of `LOADS` */
export async function measureDuring(context: LoadContext, name: string): Promise<Row[]> {
  const { client } = context;
  const begin = LOADS[name];
  if (begin === undefined) throw new RangeError(`no load is called "${name}"`);
  const { load, note, again = true, rows = () => [] } = await begin(context);
  const addresses = { 'static-file': await staticFile(client), health: '/api/v1/health' };
  const measured = await probeDuring(client.url, addresses, load, { again });
  return [
    ...Object.entries(measured.answers).map(([probed, { p50, p99, max, answers, failed }]) => ({
      name: `${name}/${probed}`,
      value: p99,
      unit: 'ms',
      ratio: null,
      failed: failed > 0,
      note: `p99 of ${answers}; p50 ${p50.toFixed(0)}, max ${max.toFixed(0)}${failed > 0 ? `, ${failed} failed` : ''}; ${measured.seconds.toFixed(1)} s: ${note()}`,
    })),
    ...rows(),
  ];
}
