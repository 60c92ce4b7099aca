/** What may be a title or a name: one line with something to see in it. */
import { describe, expect, it } from 'vitest';
import { lineSchema } from '#benchmarks/protocol/line.ts';
import { engineSchema } from '#benchmarks/protocol/record.ts';
import { submissionSchema } from '#benchmarks/protocol/submission.ts';

const title = lineSchema('a title', 200);

/** Each is drawn as nothing; Unicode calls the fillers letters. */
const INVISIBLE = [
  ['spaces', '   '],
  ['spaces of every width', '\u00a0\u2000\u2003\u202f\u3000'],
  ['zero-width spaces and joiners', '\u200b\u200c\u200d\u2060\ufeff'],
  ['soft hyphens', '\u00ad\u00ad'],
  ['a Hangul filler', '\u3164'],
  ['a half-width Hangul filler', '\uffa0'],
  ['Hangul jamo fillers', '\u115f\u1160'],
  ['Khmer inherent vowels', '\u17b4\u17b5'],
  ['variation selectors', '\ufe0f\u{e0100}'],
  ['tags', '\u{e0001}\u{e0041}'],
  ['a blank of Braille', '\u2800'],
  ['combining marks', '\u0301\u0302'],
] as const;

describe('a line', () => {
  it.each(INVISIBLE)('of %s alone is refused', (_, text) => {
    expect(title.safeParse(text).error?.issues[0]?.message).toMatch(/^expected a title/);
    expect(engineSchema.safeParse({ id: 'torch', version: text }).success).toBe(false);
  });

  it.each(INVISIBLE)('may have %s beside what is seen', (_, text) => {
    expect(title.parse(`a${text}b`)).toBe(`a${text}b`);
  });

  it.each(['Über 3 Schafe', '模型崩溃', '١', '한글', 'a', '𝔸'])('%s is one', (text) => {
    expect(title.parse(` ${text} `)).toBe(text);
  });

  it.each(['a\u202eb', 'a\u2028b', 'a\nb', 'a\u001bb', 'a\u0085b', '\u2066a', 'a\ud800'])('%j is none', (text) => {
    expect(title.safeParse(text).error?.issues[0]?.message).toMatch(/without control characters/);
  });
});

describe('an address', () => {
  const { paper } = submissionSchema.shape;

  it.each([
    ['HTTPS://Example.org/A?b=C', 'https://Example.org/A?b=C'],
    ['Http://example.org', 'http://example.org'],
    ['https://example.org/HTTPS://x', 'https://example.org/HTTPS://x'],
  ])('%s is taken as %s', (text, taken) => {
    expect(paper.parse(text)).toBe(taken);
  });

  it.each(['JAVASCRIPT:alert(1)', 'HTTPS:/example.org', 'HTTPS://', 'ftp://example.org', 'https://a@b'])(
    '%s is refused',
    (text) => {
      expect(paper.safeParse(text).success).toBe(false);
    },
  );
});
