/** The numbers of /whose-output are what the reference results give (else: npm run artefacts -- whose-output). */
import { expect, it } from 'vitest';
import stored from '../../app/whose-output.json' with { type: 'json' };
import { makeWhoseOutput } from '../../tools/whose-output/make.ts';

it('has the numbers that the reference results give', async () => {
  expect(JSON.parse(JSON.stringify(await makeWhoseOutput()))).toEqual(stored);
});

it('finds the control replace where every learner has the whole budget and sees its own output alone', async () => {
  for (const { budgets } of (await makeWhoseOutput()).benchmarks) {
    const own = budgets.find(({ budget }) => budget === 'full')?.rows.find((row) => row.own === 1);
    if (own) expect(own.score).toEqual({ value: 0, interval: [0, 0] });
  }
});
