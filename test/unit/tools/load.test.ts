import { execFileSync } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { openClient } from '../../../tools/load/client.ts';
import { isScored } from '../../../tools/load/fill.ts';
import { watchMemory } from '../../../tools/load/memory.ts';
import { loadOptions, PARTS } from '../../../tools/load/options.ts';
import { probeDuring } from '../../../tools/load/probe.ts';
import { formatRows, verdictOf } from '../../../tools/load/table.ts';
import { targetOf } from '../../../tools/load/targets.ts';

describe('options', () => {
  it('are told apart', () => {
    expect(loadOptions([])).toEqual({
      server: false,
      both: false,
      json: false,
      only: null,
      minutes: 8,
      checkout: null,
    });
    expect(loadOptions(['--json', '--both', '--only', 'memory', '--minutes', '2.5', '--checkout', '/x'])).toEqual({
      ...{ server: false, both: true, json: true, only: 'memory', minutes: 2.5, checkout: '/x' },
    });
  });

  it.each([
    [['--fast']],
    [['--only', 'nothing']],
    [['--only']],
    [['--minutes', '0']],
    [['--minutes']],
    [['--server', '--both']],
  ])('%j is refused', (args) => {
    expect(() => loadOptions(args)).toThrow(/expected|Give one/);
  });
});

describe('a row', () => {
  const row = { name: 'rate/leaderboard', value: 900, unit: '/s', ratio: 0.6, note: 'how' };

  it('meets its target by its ratio or its value, and only where everything was answered', () => {
    expect(verdictOf(row)).toBe('ok');
    expect(verdictOf({ ...row, ratio: 0.4 })).toBe('missed');
    expect(verdictOf({ ...row, failed: true })).toBe('missed');
    expect(verdictOf({ ...row, ratio: Number.POSITIVE_INFINITY })).toBe('missed');
    expect(verdictOf({ ...row, name: 'rate/next', ratio: null })).toBe('');
    expect(verdictOf({ ...row, name: 'during/files/health', value: 201, ratio: null })).toBe('missed');
    expect(verdictOf({ ...row, name: 'memory', value: 1500, ratio: null })).toBe('ok');
    expect(verdictOf({ ...row, name: 'upload', value: Number.NaN, ratio: null })).toBe('missed');
  });

  it('is a line of the table, with its target', () => {
    expect(formatRows([row]).split('\n').at(-1)).toBe('rate/leaderboard  900 /s  0.600 ×  ≥ 0.5 ×  ok  how');
  });

  it('has a target wherever something goes on', () => {
    for (const name of PARTS.filter((part) => part.startsWith('during/'))) expect(targetOf(name)).not.toBeNull();
  });
});

describe('what is measured', () => {
  it('are answers while a load lasts, and how many failed', async () => {
    const server = createServer((request, response) => {
      response.statusCode = request.url === '/bad' ? 503 : 200;
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    let asked = 0;
    const load = () =>
      new Promise<void>((resolve) => {
        server.on('request', () => {
          if (++asked === 20) resolve();
        });
      });
    const { answers } = await probeDuring(url, { good: '/', bad: '/bad' }, load, { again: false });
    await new Promise((resolve) => server.close(resolve));
    expect(answers.good?.answers).toBeGreaterThanOrEqual(9);
    expect(answers.good?.failed).toBe(0);
    expect(answers.bad?.failed).toBe(answers.bad?.answers);
    expect(answers.good?.max).toBeGreaterThanOrEqual(answers.good?.p50 ?? Number.NaN);
  });

  it('is the memory of a process with everything below it', () => {
    const watch = watchMemory(process.pid);
    watch.during('a test');
    const own = watch.stop();
    expect(own.megabytes).toBeGreaterThan(20);
    // One that has ended has none.
    const gone = Number(execFileSync(process.execPath, ['-p', 'process.pid'], { encoding: 'utf8' }));
    expect(watchMemory(gone).stop().megabytes).toBe(0);
  });
});

describe('a filled site', () => {
  it.each([
    ['is left alone while scoring goes on behind the ranks', { suite: '9.9', scoring: 'running' }, [], false],
    ['waits for the ranks of its oldest suite', { suite: '9.9', scoring: 'idle' }, ['0.1'], false],
    [
      'waits for the ranks of its newest suite, where it doesn’t say what scoring does',
      { suite: '9.9' },
      ['9.9'],
      false,
    ],
    ['is measured when nothing is left', { suite: '9.9', scoring: 'idle' }, [], true],
    ['is measured when nothing is left, however little it says', { suite: '9.9' }, [], true],
  ])('%s', async (_, health, pending, expected) => {
    const server = createServer(({ url = '' }, response) => {
      const suite = new URL(url, 'http://site').searchParams.get('suite');
      response.end(JSON.stringify(suite === null ? health : { ranksPending: pending.includes(suite) }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    expect(await isScored(openClient(`http://127.0.0.1:${port}`, 'token'))).toBe(expected);
    server.close();
  });
});
