/** The embedded directory belongs to one process: real second processes, real kill -9. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import { openDatabase } from '#leaderboard/db/database.ts';
import { acquireDirectoryLock, type DirectoryLock } from '#leaderboard/db/directory-lock.ts';
import { describeSelf, hasEnded, type Holder as LockHolder } from '#leaderboard/db/lock-holder.ts';
import { createDataDir } from '../support/databases.ts';

let dataDir: string;
let lockDir: string;
const children: ChildProcess[] = [];
/** What each has written to its standard error. */
const errors = new WeakMap<ChildProcess, string>();

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

/** Saves the seconds that a database takes to initialise and migrate, for the tests that open one; nobody has locked it yet. */
const initialise = (): void =>
  cpSync(path.join(inject('migratedTemplate'), 'database'), path.join(dataDir, 'database'), { recursive: true });

interface Holder {
  readonly child: ChildProcess;
  /** The next line that it prints. */
  line(): Promise<string>;
}

/** `inside`: a command that starts the process somewhere else. */
function start(action: string, directory: string, inside: readonly string[] = []): Holder {
  const node = [process.execPath, 'test/support/process.mjs', 'test/db/holder.ts', action, directory];
  const [command = '', ...args] = [...inside, ...node];
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  child.stderr.on('data', (chunk: Buffer) => {
    errors.set(child, (errors.get(child) ?? '') + chunk);
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
const take = (): DirectoryLock =>
  acquireDirectoryLock(lockDir, {
    onLost: (error) => {
      throw error;
    },
  });
const refusal = (): HeirloomError => {
  try {
    take().release();
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
const holder: LockHolder = {
  ...describeSelf(),
  pid: process.ppid,
  processStart: null,
  since: '2026-11-22T00:00:00.000Z',
};
/** As if nobody had written the file for two minutes. */
const age = (file: string): void => {
  const longAgo = new Date(Date.now() - 120_000);
  utimesSync(file, longAgo, longAgo);
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
  take().release();
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
      take().release();
    }
  });

  it.each<[string, Partial<LockHolder>]>([
    ['of another machine', { place: 'another boot pid:[4026531836]', host: 'elsewhere' }],
    ['of another machine of the same name', { place: 'another boot pid:[4026531836]' }],
    ['of another container of the same name', { place: describeSelf().place?.replace(/\[.*/, '[1]') ?? null }],
    ['of before a restart, whose process id is in use again', { place: 'another boot', processStart: '1' }],
    ['of a system that does not tell', { place: null }],
    ['of an earlier version', { place: undefined as never }],
    ['of a process that is no more, in another container', { place: 'another boot', pid: 2 ** 30 }],
  ])('%s holds while it is written, and not for ever', (_, other) => {
    const file = writeLock(1, { ...holder, ...other });
    const { code, message } = refusal();
    expect(code).toBe('locked');
    expect(message).toContain(
      `on "${other.host ?? holder.host}" (another container or machine, or this one before it was restarted) since 2026-11-22`,
    );
    expect(message).toContain('If it has ended already, try again in a minute.');
    age(file);
    take().release();
  });

  it('that was written in the future, by a clock that was set back since, does not hold for ever', () => {
    const file = writeLock(1, { ...holder, place: null });
    const later = new Date(Date.now() + 86_400_000);
    utimesSync(file, later, later);
    take().release();
  });

  it.each([
    ['runs', 'S', 8, false],
    ['was killed, and waits for its parent', 'Z', 1, true],
    ['was killed while a thread writes, which ends it', 'Z', 2, false],
  ])('of a process that %s', (_, state, threads, ended) => {
    // As in /proc/<pid>/stat, from the third field on.
    const fields = Array.from({ length: 50 }, () => '0');
    expect(hasEnded(Object.assign(fields, { 0: state, 17: String(threads) }))).toBe(ended);
  });

  it('that was cut short by a power failure does not hold', () => {
    writeLock(3, '{"pid": 1');
    take().release();
    expect(JSON.parse(readFileSync(path.join(lockDir, '4.json'), 'utf8'))).toMatchObject({
      pid: process.pid,
      released: true,
    });
  });
});

describe('a process in a PID namespace of its own, as in a container', () => {
  const UNSHARE = ['unshare', '--pid', '--fork', '--kill-child', '--mount-proc'];
  const attempt = spawnSync('unshare', [...UNSHARE.slice(1), 'true'], { encoding: 'utf8' });
  const why = attempt.error?.message ?? (attempt.status === 0 ? null : attempt.stderr.trim());

  it('keeps out one in another, whose process id is the same, and nobody a minute after its end', async ({ skip }) => {
    skip(why !== null, `unshare makes no PID namespace here: ${why}`);
    const [first, second] = [start('lock', lockDir, UNSHARE), start('lock', lockDir, UNSHARE)];
    for (const one of [first, second]) expect(await one.line()).toBe('ready');
    first.child.stdin?.write('go\n');
    expect(await first.line()).toBe('held');
    expect(JSON.parse(readFileSync(path.join(lockDir, '1.json'), 'utf8'))).toMatchObject({ pid: 1 });
    second.child.stdin?.write('go\n');
    expect(await second.line()).toBe('locked');
    expect(refusal().message).toContain('process 1 on');

    first.child.kill('SIGKILL');
    await once(first.child, 'exit');
    expect(refusal().code).toBe('locked');
    age(path.join(lockDir, '1.json'));
    take().release();
  });

  it('that stood still until it was outnumbered ends as soon as it goes on, and writes nothing', async ({ skip }) => {
    skip(why !== null, `unshare makes no PID namespace here: ${why}`);
    initialise();
    const { child, line } = start('open', dataDir, UNSHARE);
    expect(await line()).toBe('ready');
    const inner = Number(readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8'));
    process.kill(inner, 'SIGSTOP');
    age(path.join(lockDir, '1.json'));
    const database = await openDatabase({ dataDir });
    process.kill(inner, 'SIGCONT');
    const [code] = await once(child, 'exit');
    expect(code).toBe(3);
    expect(errors.get(child)).toMatch(/^heirloom: The database in .* was taken over by process \d+ on ".*", because/);
    expect(JSON.parse(readFileSync(path.join(lockDir, '2.json'), 'utf8'))).toMatchObject({
      pid: process.pid,
      released: false,
    });
    await database.close();
  });
});
