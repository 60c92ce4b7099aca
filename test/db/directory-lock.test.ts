/** The embedded directory belongs to one process: real second processes, real kill -9. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { HeirloomError } from '../../benchmarks/protocol/errors.ts';
import { openDatabase } from '../../leaderboard/db/database.ts';
import { acquireDirectoryLock } from '../../leaderboard/db/directory-lock.ts';
import { createDataDir } from '../support/databases.ts';

let dataDir: string;
let lockDir: string;
const children: ChildProcess[] = [];

beforeEach(() => {
  ({ dataDir } = createDataDir());
  lockDir = path.join(dataDir, 'database-lock');
  mkdirSync(lockDir);
});
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
  }
  rmSync(dataDir, { recursive: true, force: true });
});

/** Saves the seconds that a database takes to initialise, for the tests that open one. */
const initialise = (): void => cpSync(inject('embeddedTemplate'), dataDir, { recursive: true });

interface Holder {
  readonly child: ChildProcess;
  /** The next line that it prints. */
  line(): Promise<string>;
}

function start(action: string, directory: string): Holder {
  const child = spawn(process.execPath, ['--import', 'tsx', path.resolve('test/db/holder.ts'), action, directory], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  children.push(child);
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  return { child, line: async () => String((await lines.next()).value) };
}

const failure = async (promise: Promise<unknown>): Promise<HeirloomError> => {
  const error: unknown = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(HeirloomError);
  return error as HeirloomError;
};
const refusal = (): HeirloomError => {
  try {
    acquireDirectoryLock(lockDir).release();
  } catch (error) {
    return error as HeirloomError;
  }
  throw new Error('the lock was free');
};
const writeLock = (number: number, content: object | string): string => {
  const file = path.join(lockDir, `${number}.json`);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
};
const holder = {
  pid: process.ppid,
  processStart: null,
  host: hostname(),
  since: '2026-11-22T00:00:00.000Z',
  released: false,
};

describe('a second process', () => {
  it('is told who holds the directory, since when and what to do; kill -9 frees it at once and loses nothing', async () => {
    initialise();
    const first = start('open', dataDir);
    const before = Date.now();
    expect(await first.line()).toBe('ready');
    const error = await failure(openDatabase({ dataDir }));
    expect(error.code).toBe('locked');
    expect(error.message).toContain(`process ${first.child.pid} since 20`);
    expect(error.message).toContain(`kill ${first.child.pid}`);
    expect(error.message).toContain('DATABASE_URL');
    expect(error.context.pid).toBe(first.child.pid);
    expect(Math.abs(Date.parse(String(error.context.since)) - before)).toBeLessThan(30_000);

    first.child.kill('SIGKILL');
    await once(first.child, 'exit');
    const database = await openDatabase({ dataDir });
    expect(await database.prisma.suite.findMany({ select: { id: true } })).toEqual([{ id: '0.1' }]);
    await database.close();
  });

  it('gets in after the first has ended without closing', async () => {
    initialise();
    const first = start('open', dataDir);
    expect(await first.line()).toBe('ready');
    first.child.stdin?.end();
    first.child.kill('SIGTERM');
    await once(first.child, 'exit');
    await (await openDatabase({ dataDir })).close();
  });
});

it('lets one of many processes take over a stale lock', async () => {
  writeLock(41, { ...holder, pid: 2 ** 30 });
  const contenders = Array.from({ length: 4 }, () => start('lock', lockDir));
  for (const contender of contenders) expect(await contender.line()).toBe('ready');
  for (const { child } of contenders) child.stdin?.write('go\n');
  const answers = await Promise.all(contenders.map((contender) => contender.line()));
  expect(answers.sort()).toEqual(['held', 'locked', 'locked', 'locked']);
});

it('never lets two processes in, through hundreds of releases and crashes', async () => {
  const contenders = Array.from({ length: 4 }, () => start('contend', lockDir));
  const codes = await Promise.all(contenders.map(async ({ child }) => (await once(child, 'exit'))[0] as number));
  expect(codes).toEqual([0, 0, 0, 0]);
  expect(existsSync(path.join(dataDir, 'inside'))).toBe(false);
  acquireDirectoryLock(lockDir).release();
});

it('refuses a second opening in the same process, and allows it once the first is closed', async () => {
  initialise();
  const first = await openDatabase({ dataDir });
  const error = await failure(openDatabase({ dataDir }));
  expect(error.code).toBe('locked');
  expect(error.message).toContain(`this process (${process.pid})`);
  await first.close();
  await first.close();
  await (await openDatabase({ dataDir })).close();
  expect(readdirSync(lockDir)).toHaveLength(1);
});

describe('a lock file', () => {
  it('of a living process holds; of the same id with another start does not', () => {
    writeLock(1, holder);
    expect(refusal()).toMatchObject({ code: 'locked', context: { pid: process.ppid } });
    if (existsSync('/proc/self/stat')) {
      writeLock(1, { ...holder, processStart: '1' });
      acquireDirectoryLock(lockDir).release();
    }
  });

  it('of another machine holds while it is touched, and not for ever', () => {
    const file = writeLock(1, { ...holder, host: 'elsewhere' });
    expect(refusal().message).toContain('on "elsewhere" since 2026-11-22');
    const longAgo = new Date(Date.now() - 120_000);
    utimesSync(file, longAgo, longAgo);
    acquireDirectoryLock(lockDir).release();
  });

  it('that was cut short by a power failure does not hold', () => {
    writeLock(3, '{"pid": 1');
    acquireDirectoryLock(lockDir).release();
    expect(JSON.parse(readFileSync(path.join(lockDir, '4.json'), 'utf8'))).toMatchObject({
      pid: process.pid,
      released: true,
    });
  });
});
