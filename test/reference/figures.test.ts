/** The figures of /about are what the reference results give (else: npm run artefacts -- figures). */
import { expect, it } from 'vitest';
import figures from '../../app/figures.json' with { type: 'json' };
import { makeFigures } from '../../tools/figures/make.ts';

it('has the numbers that the reference results give', async () => {
  expect(await makeFigures()).toEqual(figures);
});
