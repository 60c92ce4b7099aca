/** What a built site's pages say of entries that have no controls, or their sender's own. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packed } from '../support/archives.ts';
import type { BundleFiles } from '../support/bundles.ts';
import { onEngine } from '../support/change-records.ts';
import { fabricateBundle } from '../support/fabricate.ts';
import { type Site, startSite } from '../support/site.ts';

const TORCH = { id: 'torch', version: '2.9.1' };

let site: Site;
let token: string;

const make = async (spec: string, quality: number): Promise<BundleFiles> =>
  onEngine(await fabricateBundle({ spec, tier: 'smoke', benchmarks: ['gaussian'], quality }), TORCH);

async function post(
  path: string,
  bearer: string,
  type: string,
  body: BodyInit,
): Promise<{ id: string; token: string }> {
  const headers = { authorization: `Bearer ${bearer}`, 'content-type': type };
  const response = await fetch(`${site.url}${path}`, { method: 'POST', headers, body });
  const answer = (await response.json()) as { id: string; token: string };
  expect(response.status, JSON.stringify(answer)).toBe(201);
  return answer;
}

const send = async (files: BundleFiles): Promise<string> =>
  (await post('/api/v1/submissions', token, 'application/gzip', new Uint8Array(packed(files)))).id;

/** A page's text without its tags; what React needs for its own text nodes left out. */
async function textOf(path: string): Promise<string> {
  const response = await fetch(`${site.url}${path}`);
  expect(response.status).toBe(200);
  const html = (await response.text()).replaceAll(/<script.*?<\/script>/gs, '');
  const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };
  return html
    .replaceAll(/<!--.*?-->/gs, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) =>
      name === undefined
        ? String.fromCodePoint(hex ? Number.parseInt(hex, 16) : Number(decimal))
        : (entities[name] ?? whole),
    )
    .replaceAll(/\s+/g, ' ');
}

beforeAll(async () => {
  site = await startSite();
  token = (await post('/api/v1/tokens', site.adminToken, 'application/json', '{"label":"a laboratory"}')).token;
}, 240_000);
afterAll(() => site?.stop());

describe('an entry of another engine', () => {
  let entry: string;

  test('without controls: its page names each that is missing, with its settings, and what to do', async () => {
    entry = await send(await make('temperature:value=1.1', 60));
    const page = await textOf(`/submissions/${entry}`);
    expect(page).toContain('seeds 1…4, engine torch 2.9.1)');
    expect(page).toContain(
      'This site lacks replace and oracle, and the token that sent this entry lacks replace and oracle.',
    );
    // Its controls can't be made by a command of this checkout.
    expect(page).not.toContain('--strategy replace oracle');
    const chinese = await textOf(`/zh/submissions/${entry}`);
    expect(chinese).toContain('随机种子 1…4，引擎 torch 2.9.1');
    expect(chinese).toContain('提交此条目的令牌缺少 replace 和 oracle');
  });

  let oracle: string;

  test('with its sender’s own: its page, the board and the benchmark’s page say so, in both languages', async () => {
    await send(await make('replace', 0));
    oracle = await send(await make('oracle', 100));
    // Scores follow from a job; its end shows in the API.
    const isScored = async (): Promise<boolean> => {
      const response = await fetch(`${site.url}/api/v1/submissions/${entry}`);
      const { runs } = (await response.json()) as { runs: { score: { controls: string | null } }[] };
      return runs[0]?.score.controls === 'own';
    };
    await expect.poll(isScored, { timeout: 60_000 }).toBe(true);
    const page = await textOf(`/submissions/${entry}`);
    expect(page).toContain('Measured against its sender’s own controls, which this site has not run.');
    expect(page).toContain('Its sender’s own controls: replace and oracle .');
    expect(await textOf(`/zh/submissions/${entry}`)).toContain('以提交者自己的对照衡量');
    expect(await textOf('/board/0.1/smoke/all')).toContain('temperature:value=1.1 reported own controls');
    expect(await textOf('/zh/board/0.1/smoke/all')).toContain('自备对照');
    expect(await textOf('/benchmarks/gaussian/smoke')).toContain('own controls');
    expect(await textOf('/zh/benchmarks/gaussian/smoke')).toContain('自备对照');
  });

  test('the page of a strategy and a comparison say so, too, in both languages', async () => {
    expect(await textOf('/strategies/temperature')).toContain('ran 1 of 8 benchmarks · reported · own controls');
    expect(await textOf('/zh/strategies/temperature')).toContain('自备对照');
    expect(await textOf(`/compare?a=${entry}&b=${oracle}`)).toContain(
      'On Gaussian the scores are measured against their sender’s own controls, which this site has not run.',
    );
    const chinese = await textOf(`/zh/compare?a=${entry}&b=${oracle}`);
    expect(chinese).toContain('高斯分布 的得分以提交者自己的对照衡量');
    expect(chinese).toContain('两者都没有运行');
    expect(chinese).not.toContain('has a run of it');
  });
});
