/** Where a submission stands, as sites say it: those that run entries again, and those that don't. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { followStanding, ordinal, standingOf } from '#benchmarks/cli/standing.ts';

const ID = '0123456789abcdef';
let server: Server | undefined;
afterEach(() => server?.close());

/** A site that answers so, by path below a submission's; with 404 to the rest. */
async function siteThat(answers: Readonly<Record<string, object>>): Promise<URL> {
  server = createServer(({ url = '' }, response) => {
    const answer = answers[url.replace(`/api/v1/submissions/${ID}`, '')];
    response.writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer ?? { detail: 'nothing here' }));
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
}

const REPORTED = { verification: 'reported', rankState: 'unranked', rankWords: 'Reported: not recomputed yet.' };
const task = { place: null, done: 0, planned: 0, words: '' };

describe('standing', () => {
  it.each([
    [{ ...task, state: 'queued', place: 3 }, 'queued for verification, 3rd in line', true],
    [{ ...task, state: 'running', done: 4, planned: 10 }, 'verifying 4 of 10', true],
    [{ ...task, state: 'reproduced' }, 'reproduced', false],
    [{ ...task, state: 'refuted', words: 'Seed 2 differs.' }, 'refuted: Seed 2 differs', false],
  ])('%j', async (verification, words, isUnderWay) => {
    const site = await siteThat({ '/verification': verification, '': REPORTED });
    expect(await standingOf(site, ID)).toEqual({ state: verification.state, words, isUnderWay });
  });

  it('of a site that runs nothing again is what its rank says', async () => {
    const reported = { state: 'reported', words: 'Reported: not recomputed yet', isUnderWay: false };
    expect(await standingOf(await siteThat({ '': REPORTED }), ID)).toEqual(reported);
    const site = await siteThat({ '/verification': { ...task, state: 'none' }, '': REPORTED });
    expect(await standingOf(site, ID)).toEqual(reported);
  });

  it('is told once where nothing is under way', async () => {
    const told: string[] = [];
    const site = await siteThat({ '/verification': { ...task, state: 'reproduced' } });
    await followStanding(site, ID, ({ words }) => told.push(words));
    expect(told).toEqual(['reproduced']);
  });

  it('counts as English does', () => {
    expect([1, 2, 3, 4, 11, 12, 13, 21, 102, 111].map(ordinal).join(' ')).toBe(
      '1st 2nd 3rd 4th 11th 12th 13th 21st 102nd 111th',
    );
  });
});
