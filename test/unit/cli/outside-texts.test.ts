/** Texts from outside never reach a terminal raw: whatever a command is given, reads or is answered. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { main, report } from '#benchmarks/cli/main.ts';
import { ERROR_CODES, HeirloomError, HTTP_PROBLEMS } from '#benchmarks/protocol/errors.ts';
import { archiveOf } from '../../support/archives.ts';
import { bundleOf, requireRun, writeBundle } from '../../support/bundles.ts';
import { type Printed, printed } from '../../support/printed.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { tinySnapshot } from '../../support/tiny-snapshot.ts';

/** Sets the window's title, clears the screen, turns the text around, ends the line, and says something of its own. */
const HOSTILE =
  'a\u001b]0;b\u0007\u001b[2J\u009b31m\u0085\u007f\u202eb\u2066\u2028\u2029\ud800\r\b\nheirloom: all is well';
/** What no output may hold; line feeds are its own. */
const RAW = /(?!\n)[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Bidi_Control}]/u;

/** As printed; fails where something came through, or where a text has made a line of its own. */
async function expectPlain(work: () => number | Promise<number>): Promise<Printed> {
  const result = await printed(work);
  for (const text of [result.stdout, result.stderr]) {
    expect(text).not.toMatch(RAW);
    expect(text).not.toMatch(/^heirloom: all is well/m);
  }
  return result;
}

afterEach(() => {
  vi.unstubAllEnvs();
});

it.each(ERROR_CODES)('an error %s is said on its lines, whatever it is made of', async (code) => {
  const error = new HeirloomError(code, HOSTILE, { problems: [{ path: HOSTILE, message: HOSTILE }] });
  const { stderr } = await expectPlain(() => report(error));
  expect(stderr.split('\n')).toHaveLength(3);
  expect(stderr).toContain('\\u001b[2J');
});

it('a bug is told without what its message would do', async () => {
  const { code, stderr } = await printed(() => report(new Error(HOSTILE)));
  expect(code).toBe(1);
  expect(stderr).not.toMatch(RAW);
});

describe('what is given on the command line', () => {
  it.each<readonly [string, ...string[]]>([
    ['list', HOSTILE],
    ['show', HOSTILE],
    ['help', HOSTILE],
    [HOSTILE],
    ['list', `--${HOSTILE}`],
    ['run', HOSTILE, '--strategy', 'replace'],
    ['run', 'gaussian', '--strategy', HOSTILE],
    ['run', 'gaussian', '--strategy', `replace:${HOSTILE}=1`],
    ['run', 'gaussian', '--strategy', `retain:share=${HOSTILE.replaceAll(/\s/g, '')}`],
    ['run', 'gaussian', '--strategy', 'replace', '--tier', HOSTILE],
    ['run', 'gaussian', '--strategy', 'replace', '--seeds', HOSTILE],
    ['run', 'gaussian', '--strategy', 'replace', '--engine', HOSTILE],
    ['run', 'gaussian', '--strategy', 'replace', '--set', HOSTILE],
    ['run', 'gaussian', '--strategy', 'replace', '--samples', HOSTILE],
    ['run', 'gaussian', '--strategy', 'replace', '--tier', 'smoke', '--out', `/proc/${HOSTILE}`],
    ['check', HOSTILE],
    ['report', HOSTILE],
    ['submit', HOSTILE],
    ['submit', 'x', '--site', HOSTILE],
    ['withdraw', HOSTILE, '--reason', 'x', '--kind', HOSTILE],
    ['snapshot', 'verify', HOSTILE],
    ['snapshot', HOSTILE],
  ])('%j', async (...argv) => {
    vi.stubEnv('HEIRLOOM_TOKEN', 'x');
    const { code, stderr } = await expectPlain(() => main(argv));
    expect(code).not.toBe(0);
    expect(code).not.toBe(1);
    expect(stderr).not.toBe('');
  });
});

describe('files', () => {
  const name = HOSTILE.replaceAll('\ud800', '');

  it.each<readonly [string, () => string]>([
    ['a folder of a hostile name', () => folderOf({ [`runs/${name}.json`]: '{}', 'submission.json': '{}' })],
    ['an archive of such names', () => archiveOf([{ path: `runs/${name}`, bytes: Buffer.from('{}') }])],
    ['JSON with such keys and values', () => folderOf(hostileFields(JSON.stringify(HOSTILE)))],
    ['JSON with such characters unescaped', () => folderOf(hostileFields(`"${HOSTILE}"`))],
    ['no JSON', () => folderOf({ 'submission.json': HOSTILE, 'runs/gaussian.json': `{"a": ${HOSTILE}}` })],
  ])('%s', async (_, make) => {
    const path = make();
    const text = await expectPlain(() => main(['check', path]));
    expect(text.code).toBe(4);
    const json = await expectPlain(() => main(['check', path, '--json']));
    expect(JSON.parse(json.stdout)).toMatchObject({ ok: false });
    await expectPlain(() => main(['report', path]));
  });

  it('a result in a folder of a hostile name', async () => {
    const folder = join(temporaryFolder(), name);
    mkdirSync(folder);
    writeFileSync(join(folder, 'x.txt'), '');
    const { stderr } = await expectPlain(() => main(['report', folder]));
    expect(stderr).toContain('\\u001b[2J');
  });

  it('a snapshot', async () => {
    const snapshot = tinySnapshot();
    for (const hostile of [
      { ...snapshot, createdAt: HOSTILE, [HOSTILE]: HOSTILE },
      { ...snapshot, boards: snapshot.boards.map((board) => ({ ...board, entries: hostileEntries(board.entries) })) },
    ]) {
      const file = join(temporaryFolder(), 'snapshot.json');
      writeFileSync(file, JSON.stringify(hostile));
      expect((await expectPlain(() => main(['snapshot', 'verify', file, '--id', HOSTILE]))).code).not.toBe(1);
    }
  });
});

/** Stands for the path of one that passes. */
const BUNDLE = 'BUNDLE';

describe('what a site answers', () => {
  let server: Server;
  let answer: { status: number; body: unknown };
  let bundle: string;
  beforeAll(async () => {
    bundle = writeBundle(bundleOf([await requireRun('gaussian', 'retain')]));
    server = createServer((request, response) => {
      request.resume();
      response.writeHead(answer.status, { 'content-type': 'application/json' });
      response.end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => server.close());

  const COMMANDS = {
    submit: ['submit', BUNDLE],
    'submit --json': ['submit', BUNDLE, '--json'],
    'token create': ['token', 'create'],
    withdraw: ['withdraw', '0123456789abcdef', '--reason', 'x'],
    'snapshot create': ['snapshot', 'create'],
    'snapshot doi': ['snapshot', 'doi', '2026-11-22-0123abcd', '10.5281/zenodo.1'],
  } as const;

  async function ask(command: readonly string[]): Promise<Printed> {
    vi.stubEnv('HEIRLOOM_TOKEN', 'x');
    const { port } = server.address() as AddressInfo;
    const argv = command.map((word) => (word === BUNDLE ? bundle : word));
    return expectPlain(() => main([...argv, '--site', `http://127.0.0.1:${port}`]));
  }

  const statuses = [...new Set(Object.values(HTTP_PROBLEMS).map(({ status }) => status))];
  it.each(statuses)('a refusal with %i', async (status) => {
    const problem = { path: HOSTILE, message: HOSTILE };
    answer = { status, body: { title: HOSTILE, detail: HOSTILE, problems: [problem] } };
    const { code, stderr } = await ask(COMMANDS['token create']);
    expect([3, 4]).toContain(code);
    expect(stderr).toContain('\\u001b[2J');
  });

  it.each<readonly [string, unknown]>([
    ['no JSON', HOSTILE],
    ['texts where there is more', { title: 1, detail: { a: HOSTILE }, problems: HOSTILE }],
    ['problems of another kind', { problems: [HOSTILE, null, { path: 1 }] }],
    ['a list', [HOSTILE]],
    ['nothing', null],
  ])('an error that is no problem document: %s', async (_, body) => {
    answer = { status: 500, body };
    expect((await ask(COMMANDS['token create'])).code).toBe(4);
  });

  it.each(Object.entries(COMMANDS))('to %s', async (name, command) => {
    answer = {
      status: 200,
      body: { id: HOSTILE, url: HOSTILE, label: HOSTILE, created: true, note: HOSTILE, token: HOSTILE },
    };
    const { code, stdout } = await ask(command);
    expect(code).toBe(0);
    if (name.endsWith('--json')) expect(JSON.parse(stdout)).toMatchObject({ id: HOSTILE, note: HOSTILE });
    for (const body of [HOSTILE, [HOSTILE], null, 1]) {
      answer = { status: 200, body };
      expect((await ask(command)).code).toBe(3);
    }
  });
});

const hostileEntries = (entries: readonly object[]) =>
  entries.map((entry) => ({ ...entry, submission: HOSTILE, spec: HOSTILE, title: HOSTILE, authors: [HOSTILE] }));

/** A bundle's files with the JSON text in every place that takes one. */
function hostileFields(text: string): Record<string, string> {
  const fields = [
    'format',
    'suite',
    'tier',
    'title',
    'strategy',
    'authors',
    'paper',
    'licence',
    'runs',
    'engine',
    'truth',
  ];
  const json = `{${fields.map((field) => `"${field}": ${text}`).join(', ')}, ${text}: ${text}}`;
  return { 'submission.json': json, 'runs/gaussian.json': json };
}

function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}
