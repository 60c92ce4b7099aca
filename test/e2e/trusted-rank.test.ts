/**
 * The road from a stranger's idea to a trusted rank, in the shell and in a browser: a module, a run, the form, the queue, a worker
 * that is killed on the way, reproduced with hidden seeds, ranked, withdrawn. On a server two workers do it, embedded the site.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Submission } from '#benchmarks/protocol/submission.ts';
import { openDatabase } from '#leaderboard/db/database.ts';
import type { BoardView, VerificationStatusView } from '#leaderboard/views/index.ts';
import { packed } from '../support/archives.ts';
import { launchBrowser } from '../support/browser.ts';
import { bundleOf, requireRun } from '../support/bundles.ts';
import { finished, heirloom, startHeirloom, temporaryFolder } from '../support/cli.ts';
import { createDataDir, createServerDatabase, type PostgresServer, startPostgres } from '../support/databases.ts';
import { knowSecret } from '../support/known-secret.ts';
import { openPage } from '../support/page.ts';
import { type Site, startSite } from '../support/site.ts';

/** Fifty seeds of it take a second. */
const BENCHMARK = 'gaussian@2';
const SHARE = 0.2;
/** What the owner sends beside the controls: an entry of the same division and budget that keeps less. */
const BEATEN = 'retain:share=0.12';
const BOARD = '/api/v1/leaderboard?suite=0.3&tier=quick&division=retained&group=gaussian';

const folder = temporaryFolder();
const module = path.join(folder, 'my-remedy');
const bundle = path.join(folder, 'runs', `my-remedy-share-${SHARE}`);
let browser: Browser;

async function shell(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<string> {
  const { code, stdout, stderr } = await heirloom(args, { HEIRLOOM_DATA: path.join(folder, 'nothing-here'), ...env });
  expect(code, `heirloom ${args.join(' ')}\n${stderr}`).toBe(0);
  return stdout;
}

beforeAll(async () => {
  browser = await launchBrowser();
  await shell(['new', 'strategy', module]);
  const strategy = `${module}/strategy.ts:share=${SHARE}`;
  await shell(['run', BENCHMARK, '--tier', 'quick', '--strategy', strategy, '--out', path.join(folder, 'runs')]);
  const file = path.join(bundle, 'submission.json');
  const draft = JSON.parse(readFileSync(file, 'utf8')) as Submission;
  const filled = { title: 'My remedy', authors: [{ name: 'Ada Lovelace' }], licence: 'CC-BY-4.0', attempts: 1 };
  writeFileSync(file, JSON.stringify({ ...draft, ...filled }));
  await shell(['check', bundle]);
}, 240_000);
afterAll(() => browser?.close());

describe.each(['embedded', 'server'] as const)('%s', (kind) => {
  let postgres: PostgresServer | undefined;
  let place: Awaited<ReturnType<typeof createServerDatabase>> | ReturnType<typeof createDataDir>;
  let site: Site;
  let token: string;
  let id: string;
  const location = () => place.location;
  const start = (): Promise<Site> => {
    const { url } = location();
    return startSite({
      dataDir: location().dataDir as string,
      ...(url === undefined ? { env: { HEIRLOOM_VERIFICATION: 'foreground' } } : { databaseUrl: url }),
    });
  };
  const ask = async <T>(address: string): Promise<T> => (await fetch(site.url + address)).json() as Promise<T>;
  const status = () => ask<VerificationStatusView>(`/api/v1/submissions/${id}/verification`);
  const page = () => `${site.url}/submissions/${id}`;
  /** Another process tells of what it does through its answers alone. */
  const until = async (holds: (found: VerificationStatusView) => boolean): Promise<VerificationStatusView> => {
    for (let found = await status(); ; found = await status()) {
      if (holds(found)) return found;
      await setTimeout(50);
    }
  };
  /** As if the forty seconds had passed that a silent worker has. */
  const passTime = async (): Promise<void> => {
    const database = await openDatabase(location());
    await database.sql.executeSql(
      `UPDATE pgboss.job SET started_on = started_on - interval '41 seconds' WHERE state = 'active'`,
    );
    await database.close();
  };

  beforeAll(async () => {
    if (kind === 'server') {
      postgres = await startPostgres();
      place = await createServerDatabase(postgres.url);
    } else place = createDataDir(inject('migratedTemplate'));
    const database = await openDatabase(location());
    await knowSecret(database);
    await database.close();
    site = await start();
    for (const spec of ['replace', 'oracle', BEATEN]) {
      const response = await fetch(`${site.url}/api/v1/submissions`, {
        method: 'POST',
        headers: { authorization: `Bearer ${site.adminToken}`, 'content-type': 'application/gzip' },
        body: new Uint8Array(packed(bundleOf([await requireRun(BENCHMARK, spec, { tier: 'quick' })]))),
      });
      expect(response.status).toBe(201);
    }
    token = (await shell(['token', 'create', '--site', site.url], { HEIRLOOM_DATA: site.dataDir })).trim();
  }, 240_000);
  afterAll(async () => {
    await site?.stop();
    await place?.remove();
    await postgres?.stop();
  });

  it('publishes the bundle in the form, and is in line', async () => {
    const { page: form, errors, close } = await openPage(browser, `${site.url}/submit`);
    await form.getByLabel('or its folder').setInputFiles(bundle);
    await form.getByText('It passes the check.').waitFor();
    await form.getByLabel('Token').fill(token);
    await form.getByRole('button', { name: 'Publish' }).click();
    const link = form.locator('.answer a').first();
    await link.waitFor();
    id = /[0-9a-f]{16}$/.exec((await link.getAttribute('href')) ?? '')?.[0] ?? '';
    await form.goto(page());
    const text = await form.locator('main').innerText();
    if (kind === 'server') expect(text).toContain('In line for verification: place 1 of 1.');
    expect(text).toContain(`npx heirloom again heirloom-${id}.tar.gz`);
    expect(text).toContain('its source is under Apache-2.0');
    expect(errors).toEqual([]);
    await close();
  });

  it('is taken over from a worker that is killed', async () => {
    if (kind === 'embedded') {
      await until(({ done }) => done >= 2);
      await site.kill();
      await passTime();
      site = await start();
    } else {
      const worker = () => startHeirloom(['worker'], { DATABASE_URL: location().url as string });
      const first = worker();
      const ended = finished(first);
      await until(({ done }) => done >= 2);
      const second = worker();
      try {
        first.kill('SIGKILL');
        expect(await ended).toMatchObject({ code: 'SIGKILL' });
        expect((await status()).state).toBe('running');
        await passTime();
        await until(({ state }) => state === 'reproduced');
      } finally {
        const drained = finished(second);
        second.kill('SIGTERM');
        expect(await drained).toMatchObject({ code: 0 });
      }
    }
    // Fifty registered seeds and twenty hidden ones, each once.
    const { done, planned, runs } = await until(({ state }) => state !== 'queued' && state !== 'running');
    expect({ done, planned }).toEqual({ done: 70, planned: 70 });
    expect(runs).toMatchObject([{ seeds: 50, hidden: { seeds: 20, of: 20 }, second: null }]);
    expect(runs[0]?.verified?.value).toBe(runs[0]?.claimed?.value);
  });

  it('is ranked above the entry that it beats, and says why it may be', async () => {
    const { page: entry, errors, close } = await openPage(browser, page());
    const text = await entry.locator('main').innerText();
    expect(text).toContain('Reproduced: this site ran it again, got the same bits on every registered seed');
    expect(errors).toEqual([]);
    await close();
    const rowsOf = async () => (await ask<BoardView>(BOARD)).rows.filter(({ placeRank }) => placeRank !== null);
    let rows = await rowsOf();
    while (rows.length < 2) {
      await setTimeout(50);
      rows = await rowsOf();
    }
    expect(rows.map(({ spec, placeRank }) => [spec, placeRank?.position])).toEqual([
      [`my-remedy:share=${SHARE}`, 1],
      [BEATEN, 2],
    ]);
  });

  it('is withdrawn with its token, and leaves a tombstone', async () => {
    const reason = 'A better one is coming.';
    await shell(['withdraw', id, '--site', site.url, '--reason', reason], { HEIRLOOM_TOKEN: token });
    const { page: entry, close } = await openPage(browser, page());
    expect(await entry.locator('main').innerText()).toContain(reason);
    await close();
    expect((await ask<BoardView>(BOARD)).rows.map(({ spec }) => spec)).not.toContain(`my-remedy:share=${SHARE}`);
  });
});
