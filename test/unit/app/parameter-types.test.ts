import { expect, it } from 'vitest';
import { typeText } from '../../../app/components/parameter-types.ts';

const WORDS = {
  comma: '，',
  integer: '整数',
  number: '数',
  range: (low: string, high: string) => `${low} 至 ${high}`,
  text: (length: string) => `文本，1 至 ${length} 个字符`,
};

it.each([
  ['integer, 256 to 451584', '整数，256 至 451584'],
  ['number, > 0, ≤ 1', '数，> 0，≤ 1'],
  ['number', '数'],
  ['text, 1 to 80 characters', '文本，1 至 80 个字符'],
  ['integer, 0 to 9 | random', '整数，0 至 9 | random'],
  // Values of a parameter are written so on the command line.
  ['number | text', '数 | text'],
  ['sample | beam', 'sample | beam'],
])('says %s', (takes, told) => {
  expect(typeText(takes, WORDS)).toBe(told);
});
