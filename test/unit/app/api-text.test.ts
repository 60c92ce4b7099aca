/** What the API says of itself is there in Chinese, all of it and nothing else. */
import { describe, expect, it } from 'vitest';
import { listCodes, listRoutes, listShapes } from '../../../app/api/reference.ts';
import { apiText } from '../../../app/components/api-text.ts';
import texts from '../../../app/messages/zh/api-texts.json' with { type: 'json' };

const declared = [
  ...listRoutes().flatMap(({ summary, parameters }) => [summary, ...parameters.map(({ meaning }) => meaning)]),
  ...listCodes().map(({ words }) => words),
  ...listShapes().map(({ summary }) => summary),
];

describe('the texts of the API', () => {
  it('are those that are declared', () => {
    expect(Object.keys(texts).sort()).toEqual([...new Set(declared)].sort());
  });

  it.each([...new Set(declared)])('%s', (text) => {
    expect(text).toMatch(/^\S.*\.$/s);
    expect(apiText('zh')(text)).toMatch(/\p{Script=Han}/u);
    expect(apiText('en')(text)).toBe(text);
  });

  it('that nobody has translated stand as they are', () => {
    expect(apiText('zh')('constructor')).toBe('constructor');
  });
});
