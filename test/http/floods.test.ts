/** A built site under a flood of readers: what is beyond its queues is refused for now, and uploads go on. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { QueueName } from '#leaderboard/host/queues.ts';
import { packed } from '../support/archives.ts';
import { bundleOf, requireRun } from '../support/bundles.ts';
import { filledTemplate } from '../support/filled-template.ts';
import { type Site, startSite } from '../support/site.ts';

const STRATEGIES = ['replace', 'oracle', 'freeze', 'retain', 'temperature'];

/** Thirteen comparisons, one after the other, take a slow machine minutes. */
const MANY_MS = 300_000;

let site: Site;
let ids: string[];

beforeAll(async () => {
  const { template, submissions } = await filledTemplate();
  site = await startSite({ template });
  ids = STRATEGIES.map((strategy) => submissions[strategy] as string);
}, 600_000);
afterAll(() => site?.stop());

const submit = (bundle: Uint8Array<ArrayBuffer>): Promise<Response> =>
  fetch(`${site.url}/api/v1/submissions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${site.adminToken}`, 'content-type': 'application/gzip' },
    body: bundle,
  });

/** A bundle that is checked in no time, so that what it waits for is the others. */
const small = async () => bundleOf([await requireRun('word-frequencies', 'freeze')]);

interface State {
  readonly running: number;
  readonly waiting: number;
  readonly begun: number;
  readonly refused: number;
}

interface Health {
  readonly dataVersion: number;
  readonly queues: Readonly<Record<QueueName, State>>;
}

const health = async (): Promise<Health> => (await fetch(`${site.url}/api/v1/health`)).json() as Promise<Health>;
const queue = async (name: QueueName): Promise<State> => (await health()).queues[name];

/** Another process has no event to wait for but its answers. */
async function untilIdle(): Promise<State> {
  for (;;) {
    const state = await queue('comparisons');
    if (state.running === 0 && state.waiting === 0) return state;
  }
}

/** The address of a comparison of all entries in one of their orders, from 0 to 119: ten pairs, which take a while. */
function comparison(order: number): string {
  const left = [...ids];
  let rest = order;
  const taken = ids.map((_, place) => {
    const [id] = left.splice(rest % left.length, 1);
    rest = Math.floor(rest / (ids.length - place));
    return id;
  });
  return `compare?${taken.map((id, index) => `${'abcde'[index]}=${id}`).join('&')}`;
}

describe('a flood of comparisons', () => {
  it(
    'beyond what may wait is refused for now; an upload is taken while the others wait',
    async () => {
      const bundle = new Uint8Array(packed(await small()));
      let answered = 0;
      const flood = Array.from({ length: 36 }, async (_, turn) => {
        const response = await fetch(`${site.url}/api/v1/${comparison(turn)}`);
        const body = await response.json();
        answered += 1;
        return { status: response.status, retryAfter: response.headers.get('retry-after'), body };
      });
      await Promise.any(flood);
      const sent = await submit(bundle);
      const before = answered;
      expect(sent.status).toBe(201);
      const answers = await Promise.all(flood);
      const refused = answers.filter(({ status }) => status === 503);
      expect(answers.filter(({ status }) => status === 200).length + refused.length).toBe(answers.length);
      expect(refused.length).toBeGreaterThan(0);
      for (const { retryAfter, body } of refused) {
        expect(Number(retryAfter)).toBeGreaterThan(0);
        expect(body).toMatchObject({
          code: 'busy',
          type: 'urn:heirloom:problem:busy',
          detail: expect.stringMatching(/^Too many comparisons at once: .* Try again in \d+ seconds\.$/),
        });
      }
      expect(before).toBeLessThan(answers.length);
      expect((await queue('comparisons')).refused).toBe(refused.length);
    },
    MANY_MS,
  );

  it(
    'leaves the queue when its clients go',
    async () => {
      const before = (await untilIdle()).begun;
      const clients = new AbortController();
      // Others than before: those are kept.
      const address = (turn: number): string => `${site.url}/api/v1/${comparison(36 + turn)}`;
      const flood = Array.from({ length: 36 }, (_, turn) =>
        fetch(address(turn), { signal: clients.signal }).then(({ status }) => status),
      );
      expect(await Promise.any(flood.map(async (answer) => ((await answer) === 503 ? 503 : Promise.reject())))).toBe(
        503,
      );
      expect((await queue('comparisons')).waiting).toBeGreaterThan(1);
      clients.abort();
      await Promise.allSettled(flood);
      const after = (await untilIdle()).begun;
      // 13 had a place.
      expect(after - before).toBeLessThan(13);
    },
    MANY_MS,
  );

  it(
    'of one and the same is one job, whoever asks: the API and pages in both languages',
    async () => {
      await untilIdle();
      // Again with another one where scores came in between: that is another question.
      for (let order = 119; ; order--) {
        const before = await health();
        const urls = Array.from({ length: 20 }, (_, index) => {
          const place = ['api/v1/', '', 'zh/', 'api/v1/'][index % 4];
          return `${site.url}/${place}${comparison(order)}`;
        });
        const statuses = await Promise.all(urls.map(async (url) => (await fetch(url)).status));
        expect(statuses).toEqual(Array(20).fill(200));
        const after = await health();
        if (before.dataVersion !== after.dataVersion) continue;
        expect(after.queues.comparisons.begun - before.queues.comparisons.begun).toBe(1);
        break;
      }
    },
    MANY_MS,
  );

  it(
    'is said on pages, which are not kept so',
    async () => {
      await untilIdle();
      const [english, chinese] = [/Too many comparisons at once/, /同时进行的比较太多/];
      const page = async (turn: number): Promise<string> => {
        const language = turn % 2 === 0 ? '' : '/zh';
        // Others than those that are kept.
        const response = await fetch(`${site.url}${language}/${comparison(72 + turn)}`);
        expect(response.status).toBe(200);
        return response.text();
      };
      const turns = Array.from({ length: 36 }, (_, turn) => turn);
      const texts = await Promise.all(turns.map(page));
      const busy = turns.filter((turn) => (turn % 2 === 0 ? english : chinese).test(texts[turn] as string));
      expect(busy.length).toBeGreaterThan(0);
      for (const turn of busy.slice(0, 4)) {
        await untilIdle();
        expect(await page(turn)).not.toMatch(turn % 2 === 0 ? english : chinese);
      }
    },
    MANY_MS,
  );
});

it('kept answers are sent whole and known ones not again, also to HEAD', async () => {
  const url = `${site.url}/api/v1/leaderboard?suite=0.1&tier=standard`;
  const first = await fetch(url);
  const text = await first.text();
  const again = await fetch(url);
  expect(await again.text()).toBe(text);
  for (const response of [first, again]) expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  // Next sends what it makes in pieces, of an unknown length.
  expect(again.headers.get('content-length')).toBe(String(Buffer.byteLength(text)));
  const etag = first.headers.get('etag') ?? '';
  const head = await fetch(url, { method: 'HEAD' });
  expect([head.status, head.headers.get('etag'), head.headers.get('content-length')]).toEqual([
    200,
    etag,
    String(Buffer.byteLength(text)),
  ]);
  expect((await fetch(url, { headers: { 'if-none-match': etag } })).status).toBe(304);
});
