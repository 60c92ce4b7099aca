import { describe, expect, it } from 'vitest';
import { COUNT, nightlyOptions, repeatCommand } from '../../../tools/nightly/options.ts';
import { openTally } from '../../../tools/nightly/tally.ts';

const NOW = new Date('2026-03-04T05:06:07Z');

describe('a nightly', () => {
  it('has mutants of the day, and can be asked for others', () => {
    expect(nightlyOptions([], NOW)).toEqual({ seed: 20_260_304_000_000, count: COUNT });
    expect(nightlyOptions(['--seed', '7', '--count', '1'], NOW)).toEqual({ seed: 7, count: 1 });
  });

  it.each([[['--seed']], [['--seed', 'x']], [['--count', '0']], [['--hours', '3']], [['--count', '1.5']]])(
    'refuses %j',
    (args) => {
      expect(() => nightlyOptions(args, NOW)).toThrow(/expected --seed N, a whole number, and --count N/);
    },
  );

  it('tells how far its mutants came, and of each fault the command that repeats it', () => {
    const tally = openTally();
    tally.add({ seed: 1, base: 'retain', kinds: ['npy'], outcome: 'accepted', places: [], faults: [] });
    tally.add({
      seed: 2,
      base: 'retain',
      kinds: ['npy'],
      outcome: 'digest',
      places: ['runs/*.json#/x'],
      faults: ['it threw'],
    });
    tally.addLost(3, 'it took more than 60 s');
    expect(tally.judged).toBe(2);
    const text = tally.text();
    expect(text).toContain('2 mutants, 50.0% came past the digests; 1 kinds of places; 2 faults.');
    expect(text).toContain(repeatCommand(2));
    expect(text).toContain(repeatCommand(3));
    expect(text).toMatch(/ 2 {2}npy\n/);
  });
});
