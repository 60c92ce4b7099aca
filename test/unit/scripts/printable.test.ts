/** What package scripts print: as the product has it, which they can't import before setup. */
import { expect, it, vi } from 'vitest';
import { printableLines } from '../../../benchmarks/protocol/unprintable.ts';
import { complain, printable, say } from '../../../scripts/support/steps.mjs';

const EVERY = Array.from({ length: 0x10000 }, (_, unit) => String.fromCharCode(unit));

it('is plain by the same rule', () => {
  const text = [...EVERY, '\u{1f600}', '\u{e0001}'].join(' ');
  expect(printable(text) === printableLines(text)).toBe(true);
});

it.each([
  ['stdout', say],
  ['stderr', complain],
] as const)('on %s', (name, print) => {
  const texts: string[] = [];
  const write = ((text: string) => texts.push(text) > 0) as typeof process.stdout.write;
  const spy = vi.spyOn(process[name], 'write').mockImplementation(write);
  print('PORT is \u001b[2J\u0007; expected\na number');
  spy.mockRestore();
  expect(texts).toEqual(['PORT is \\u001b[2J\\u0007; expected\na number\n']);
});
