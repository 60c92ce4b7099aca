import { describe, expect, it } from 'vitest';
import { unknownId } from '#benchmarks/protocol/errors.ts';
import { didYouMean, meantOneOf, nearestNames } from '#benchmarks/protocol/nearest.ts';

const NAMES = [
  'gaussian',
  'regression',
  'digits-vae',
  'digits-longtail',
  'accumulate',
  'accumulate-subsample',
  'retain',
];

describe('the nearest names', () => {
  it.each([
    ['a missing letter', 'gausian', ['gaussian']],
    ['two letters the wrong way round', 'retian', ['retain']],
    ['another case', 'Gaussian', ['gaussian']],
    ['the beginning of two', 'digits', ['digits-vae', 'digits-longtail']],
    ['a part between hyphens', 'vae', ['digits-vae']],
    ['another word', 'portion', []],
    ['nothing', '', []],
    ['a megabyte', 'a'.repeat(1_000_000), []],
  ])('%s', (_, received, names) => {
    expect(nearestNames(received, NAMES)).toEqual(names);
  });

  it('are asked for in one sentence', () => {
    expect(didYouMean('digits', NAMES)).toBe('did you mean digits-vae or digits-longtail?');
    expect(didYouMean('portion', NAMES)).toBeNull();
    expect(meantOneOf('quik', ['smoke', 'quick'])).toBe('did you mean quick?');
    expect(meantOneOf('huge', ['smoke', 'quick'])).toBe('expected one of smoke, quick.');
  });

  it('stand in the error of an unknown name, which leaves the list to who lists it', () => {
    const { message, context } = unknownId('benchmark', 'gausian', NAMES, 'npx heirloom list benchmarks');
    expect(message).toBe('Unknown benchmark "gausian". Did you mean gaussian? npx heirloom list benchmarks lists all.');
    expect(context.known).toEqual(NAMES);
    expect(unknownId('format', 'xml', ['json', 'csv']).message).toBe('Unknown format "xml". Known: json, csv.');
  });
});
