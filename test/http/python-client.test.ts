/** The Python package against a site: its page, its rows beside the site's table, what the site refuses. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filledTemplate } from '../support/filled-template.ts';
import { findPython, PYTHON_ENV } from '../support/python.ts';
import { type Site, startSite } from '../support/site.ts';

const python = findPython();
const run = promisify(execFile);
let site: Site;
let submissions: Readonly<Record<string, string>>;

describe.runIf('command' in python)(
  `the Python package${'missing' in python ? ` (skipped: ${python.missing})` : ''}`,
  () => {
    beforeAll(async () => {
      const filled = await filledTemplate();
      submissions = filled.submissions;
      site = await startSite({ template: filled.template, env: { HEIRLOOM_REQUESTS_PER_MINUTE: '1' } });
      await post('snapshots', { suite: '0.1' }, 201);
    });
    afterAll(() => site?.stop());

    it('has a page whose blocks run, a bundle sent included', async () => {
      const { stdout } = await ask(['-m', 'tests.run_page'], site.adminToken);
      expect(stdout).toMatch(/^retain|^oracle|^fresh/m);
      expect(stdout).toContain('closed True');
      expect(stdout).toContain('submission.json#/title');
      expect(stdout).toMatch(/^judging (\d+) \1$/m);
      expect(stdout).toMatch(/\/submissions\/[0-9a-f]{16} maintained True$/m);
      expect(stdout).toMatch(/^\d+ blocks ran/m);
    });

    it('has the rows of the site’s own tables, numbers to the last bit', async () => {
      const rows = await evaluate<Record<string, unknown>[]>(
        'heirloom.board(site, suite="0.1", tier="standard", division="retained")',
      );
      const address = `${site.url}/api/v1/leaderboard?suite=0.1&tier=standard&division=retained&format=csv`;
      expect(rows.map(asCells)).toEqual(await table(address));
      const [{ id } = { id: '' }] = await evaluate<{ id: string }[]>('heirloom.snapshots(site)');
      const frozen = await evaluate<Record<string, unknown>[]>(`heirloom.snapshot("${id}", site).board()`);
      // Beyond the table a row of a snapshot says whether the run was official.
      const cells = frozen.map(({ official: _, ...row }) => asCells(row));
      expect(cells).toEqual(await table(`${site.url}/api/v1/snapshots/${id}/csv`));
    });

    it('has trajectories of any number of submissions', async () => {
      const ids = Object.values(submissions);
      const rows = await evaluate<{ submission: string }[]>(
        `heirloom.trajectories(${JSON.stringify(ids)}, site, suite="0.1")`,
      );
      expect(new Set(rows.map(({ submission }) => submission))).toEqual(new Set(ids));
    });

    it('says what the site refuses, and when to ask again', async () => {
      expect(await failure('heirloom.snapshot("2026-01-01-00000000", site)')).toMatch(
        /^not-found 404 None: .*refused with 404/,
      );
      expect(await failure('heirloom.board(site, suite="0.7")')).toMatch(/^not-found 404/);
      expect(await failure('heirloom.board(site, tier="huge")')).toMatch(
        /expected one of smoke, quick, standard, full/,
      );
      const { token } = await post('tokens', { label: 'one a minute' }, 201);
      const bundle = `heirloom.write_bundle("sent", [tests.test_bundle.gaussian()], **tests.test_bundle.WORDS)`;
      const send = `heirloom.submit("sent", site, "${token}", patience=0)`;
      // Numbers that contradict each other: the site knows more than the package.
      expect(await failure(`[${bundle}, ${send}]`)).toMatch(/^check-failed 4\d\d None: [\s\S]*#\/trajectories\//);
      expect(await failure(`[${bundle}, ${send}]`)).toMatch(/^rate-limited 429 [1-6]\d?\.0: /);
      expect(await failure('heirloom.submit("sent", site, "wrong")', bundle)).toMatch(/^unauthorized 401/);
    });
  },
);

const asCells = (row: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value === null ? '' : String(value)]));

/** A table of the site, ids as the package gives them. */
async function table(address: string): Promise<Record<string, string>[]> {
  const text = await (await fetch(address)).text();
  const { data } = Papa.parse<Record<string, string>>(text.trim(), { header: true });
  return data.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [
        name,
        value.replaceAll(/\b(?:sub|suite)-(?=[0-9])|\bsub-(?=[0-9a-f]{16}\b)/g, ''),
      ]),
    ),
  );
}

async function post(path: string, body: unknown, status: number) {
  const response = await fetch(`${site.url}/api/v1/${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${site.adminToken}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer = await response.json();
  expect(response.status, JSON.stringify(answer).slice(0, 300)).toBe(status);
  return answer;
}

const HEAD =
  'import json, os, sys, tempfile, heirloom, tests.test_bundle; site = os.environ["HEIRLOOM_SITE"]; os.chdir(tempfile.mkdtemp())';

async function evaluate<Value>(expression: string): Promise<Value> {
  return JSON.parse((await ask(['-c', `${HEAD}; print(json.dumps(${expression}))`])).stdout);
}

/** Code, status and seconds to wait of the error that an expression ends with, and its words. */
async function failure(expression: string, before = 'None'): Promise<string> {
  const code = `${HEAD}
${before}
try:
    ${expression}
except heirloom.HeirloomError as error:
    print(error.code, error.status, f"{error.retry_after}: {error}")`;
  return (await ask(['-c', code])).stdout;
}

function ask(args: readonly string[], token = '') {
  const command = 'command' in python ? python.command : '';
  const env = { ...process.env, ...PYTHON_ENV, HEIRLOOM_SITE: site.url, HEIRLOOM_TOKEN: token };
  return run(command, [...args], { cwd: 'clients/python', env, maxBuffer: 64 * 1024 * 1024 });
}
