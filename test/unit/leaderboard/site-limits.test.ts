import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { listLimits } from '#leaderboard/access/limit-table.ts';
import { SITE_LIMITS, siteLimits } from '#leaderboard/access/site-limits.ts';

describe('a site’s limits', () => {
  it('are the defaults, or what the environment says', () => {
    expect(siteLimits({})).toEqual({
      requestsPerMinute: 120,
      uploadsAtOnce: 2,
      entriesPerDay: 100,
      entriesPerStrategy: 25,
      megabytesPerDay: 1000,
      uploadKilobytesPerSecond: 20,
      uploadWindowSeconds: 30,
      uploadMinutes: 90,
    });
    expect(siteLimits({ HEIRLOOM_ENTRIES_PER_DAY: ' 5 ', HEIRLOOM_UPLOAD_MINUTES: '' })).toMatchObject({
      entriesPerDay: 5,
      uploadMinutes: 90,
    });
  });

  it.each([
    [
      'HEIRLOOM_ENTRIES_PER_DAY',
      '0',
      'a whole number from 1 to 1000000: the new entries that one token may make in 24 hours',
    ],
    ['HEIRLOOM_REQUESTS_PER_MINUTE', '1.5', 'a whole number from 1 to 1000000'],
    ['HEIRLOOM_MEGABYTES_PER_DAY', '99', 'a whole number from 100 to'],
    ['HEIRLOOM_UPLOAD_MINUTES', 'long', 'a number from 0.001 to 1440'],
    ['HEIRLOOM_UPLOADS_AT_ONCE', '-1', 'a whole number from 1 to 1000'],
    ['HEIRLOOM_UPLOAD_KILOBYTES_PER_SECOND', '1e9', 'a number from'],
  ])('%s=%s is refused by name', (variable, text, expected) => {
    expect(() => siteLimits({ [variable]: text })).toThrow(`${variable} is "${text}"; expected ${expected}`);
  });

  it('and all others are in docs/limits.md, with their defaults', () => {
    const words = readFileSync('docs/limits.md', 'utf8');
    for (const { variable, byDefault } of Object.values(SITE_LIMITS))
      expect(words).toMatch(new RegExp(`\\| ${byDefault.toLocaleString('en')} [^\\n]*\\| \`${variable}\` \\|`));
    for (const { id } of listLimits()) expect(words, id).toContain(`\`${id}\``);
  });
});
