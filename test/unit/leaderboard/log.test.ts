/** The site's log: an entry can't be ended, coloured or forged by what it tells of. */
import { afterEach, expect, it, vi } from 'vitest';
import { ERROR_CODES, HeirloomError } from '#benchmarks/protocol/errors.ts';
import { log } from '#leaderboard/host/log.ts';
import { problemResponse } from '../../../app/api/endpoint.ts';

const HOSTILE = 'a\u001b[2J\u009b31m\u0085\u007f\u202eb\u2028\ud800\r\n[heirloom] all is well';

afterEach(() => {
  vi.restoreAllMocks();
});

function logged(work: () => void): string[] {
  let text = '';
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, 'write').mockImplementation((chunk) => {
      text += String(chunk);
      return true;
    });
  }
  work();
  vi.restoreAllMocks();
  expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Bidi_Control}]/u);
  return text.split('\n').filter((line) => line !== '');
}

it.each(ERROR_CODES)('an answer of %s is at most one entry', (code) => {
  const lines = logged(() => problemResponse(new HeirloomError(code, HOSTILE)));
  expect(lines.length).toBeLessThanOrEqual(1);
});

it('a bug’s message and stack stand within its entry', () => {
  const error = new Error(HOSTILE, { cause: { [HOSTILE]: HOSTILE } });
  const lines = logged(() => problemResponse(error));
  expect(lines.filter((line) => line.startsWith('[heirloom]'))).toHaveLength(1);
  expect(lines.join('\n')).toContain('log.test.ts');
});

it('so do words, and what is thrown that is no error', () => {
  expect(logged(() => log(HOSTILE))).toHaveLength(1);
  expect(logged(() => log('scoring failed', HOSTILE)).filter((line) => line.startsWith('['))).toHaveLength(1);
});
