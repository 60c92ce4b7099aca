import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { draftSubmission } from '#benchmarks/bundle/draft.ts';
import { REFERENCE_SETS } from '#benchmarks/bundle/reference-sets.ts';
import { submissionSchema } from '#benchmarks/protocol/submission.ts';
import { STRATEGIES } from '#benchmarks/strategies/catalog.ts';
import { SUITE } from '#benchmarks/suite/manifests.ts';
import { bundlesIn, fillIn, openReceipts } from '../../../scripts/start/bundles.mjs';
import { startOptions } from '../../../scripts/start/options.mjs';
import { controlsFirst, isControl } from '../../../scripts/start/order.mjs';
import { findPort, localUrl, parsePort } from '../../../scripts/start/port.mjs';
import { openMilestones, openRunLine, parseProgress } from '../../../scripts/start/run-line.mjs';
import { formatDuration } from '../../../scripts/support/steps.mjs';

const cleanUps: (() => void)[] = [];
afterEach(() => {
  for (const cleanUp of cleanUps.splice(0)) cleanUp();
});

const listen = (port: number) =>
  new Promise<Server>((resolve, reject) => {
    const server = createServer();
    cleanUps.push(() => server.close());
    server.once('error', reject).listen(port, '127.0.0.1', () => resolve(server));
  });

describe('the port', () => {
  it('is 3000 unless PORT says otherwise', () => {
    expect([parsePort(undefined), parsePort(''), parsePort('8080')]).toEqual([3000, 3000, 8080]);
  });

  it.each(['0', '65536', '80a', '-1', '1.5'])('PORT=%s is refused', (text) => {
    expect(() => parsePort(text)).toThrow(`PORT is ${text}; expected a number from 1 to 65535`);
  });

  it('is the next free one where it is busy', async () => {
    const server = await listen(0);
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    expect(await findPort(address.port, '127.0.0.1')).toBeGreaterThan(address.port);
  });

  it.each([
    ['127.0.0.1', 'http://127.0.0.1:3000'],
    ['0.0.0.0', 'http://127.0.0.1:3000'],
    ['::', 'http://127.0.0.1:3000'],
    ['::1', 'http://[::1]:3000'],
    ['10.0.0.2', 'http://10.0.0.2:3000'],
  ])('on %s is reached at %s', (host, url) => {
    expect(localUrl(host, 3000)).toBe(url);
  });
});

describe('fillIn', () => {
  const draft = draftSubmission({
    suite: '0.1',
    tier: 'quick',
    spec: 'replace',
    runs: [{ benchmark: { id: 'gaussian' } as never, resultDigest: 'a'.repeat(64) }],
  });

  it('makes a draft a valid submission', () => {
    const filled = fillIn(draft, { title: 'Replace', description: 'No mitigation.' });
    expect(submissionSchema.parse(filled)).toMatchObject({
      title: 'Replace',
      licence: 'CC0-1.0',
      attempts: 1,
      authors: [{ name: 'Heirloom' }],
    });
  });

  it('leaves alone what somebody has written', () => {
    const written = { ...draft, title: 'Mine', licence: 'MIT', attempts: 3, authors: [{ name: 'Me' }] };
    expect(fillIn(written, { title: 'Replace', description: '' })).toEqual(written);
  });
});

it('receipts outlive the process', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'heirloom-receipts-'));
  cleanUps.push(() => rmSync(folder, { recursive: true, force: true }));
  const file = path.join(folder, 'receipts.json');
  openReceipts(file).add('print', 'abc');
  expect(openReceipts(file).idOf('print')).toBe('abc');
  expect(openReceipts(file).idOf('another')).toBeNull();
});

it.each([
  [440, '0.4 s'],
  [42_000, '42 s'],
  [200_000, '3 min 20 s'],
])('%d ms are %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});

describe('the order of sending', () => {
  it('has the controls before all others, of the reference results that there are', () => {
    const ids = controlsFirst(bundlesIn('reference'), (id) => id);
    expect(ids.slice(0, 2)).toEqual(['replace', 'oracle']);
    expect(ids.map(isControl)).toEqual([true, true, ...ids.slice(2).map(() => false)]);
    const listed = STRATEGIES.map(({ card }) => card.id);
    expect(ids.filter((id) => !listed.includes(id))).toEqual([]);
  });

  it('is of results of released suites: those of the open one lie elsewhere', () => {
    const sent = REFERENCE_SETS.filter(({ folder }) => folder === 'reference');
    expect(sent.map(({ suite }) => suite)).toEqual([SUITE]);
  });

  it('is the list’s own where no control is in it', () => {
    expect(controlsFirst(['retain', 'fresh'], (id) => id)).toEqual(['retain', 'fresh']);
  });
});

describe('what a start is asked for', () => {
  it.each([
    [[], {}, { submitsReference: true, tier: 'quick' }],
    [['--no-run'], {}, { submitsReference: true, tier: null }],
    [[], { HEIRLOOM_FIRST_RUN: 'smoke' }, { submitsReference: true, tier: 'smoke' }],
    [['--no-run'], { HEIRLOOM_FIRST_RUN: 'smoke' }, { submitsReference: true, tier: null }],
    [[], { HEIRLOOM_FIRST_RUN: 'none' }, { submitsReference: false, tier: null }],
  ])('%j %j', (args, env, expected) => {
    expect(startOptions(args, env)).toEqual(expected);
  });

  it('is refused where it is nothing known', () => {
    expect(() => startOptions(['--norun'], {})).toThrow('npm start received --norun; expected nothing, or --no-run');
    expect(() => startOptions([], { HEIRLOOM_FIRST_RUN: 'big' })).toThrow('expected one of smoke, quick, standard');
  });
});

describe('the line of the run behind the site', () => {
  const lines = [
    'Not applicable: 27 of 144.',
    '0% | starting | 0/760 seeds | time left unknown',
    '9% | gaussian oracle | 80/760 seeds | 24 min 10 s left',
    '11% | gaussian oracle | 90/760 seeds | 23 min 0 s left',
    '60% | digits-vae retain | 500/760 seeds | 9 min 2 s left',
    '99% | digits-vae retain | 759/760 seeds | 2 s left',
  ];
  const written = (isTTY: boolean) => {
    const texts: string[] = [];
    const line = openRunLine({ isTTY, columns: 30, write: (text: string) => texts.push(text) } as never, 'Quick run');
    for (const text of lines) line.show(text);
    line.clear();
    return texts.join('');
  };

  it('is made of progress alone', () => {
    expect(parseProgress(lines[0] as string)).toBeNull();
    expect(parseProgress(lines[2] as string)).toMatchObject({ percent: 9, text: lines[2] });
  });

  it('is written over itself on a terminal, no wider than it is', () => {
    const shown = written(true).split('\r\u001b[2K');
    expect(shown).toHaveLength(7);
    expect(shown[2]).toBe('  Quick run: 9% | gaussian or');
    expect(shown.at(-1)).toBe('');
    expect(written(true)).not.toContain('\n');
  });

  it('is two lines in a log: the first with a known time, and one halfway', () => {
    expect(written(false).split('\n')).toEqual([`  Quick run: ${lines[2]}`, `  Quick run: ${lines[4]}`, '']);
    const isMilestone = openMilestones();
    const late = { percent: 70, text: '70% | a | 1 s left' };
    expect([late, late].map(isMilestone)).toEqual([true, false]);
  });
});
