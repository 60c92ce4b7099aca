/** What a record says of what made its seeds: optional, and complete where it is there. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Maker } from '#benchmarks/protocol/record.ts';
import { problemsAfter } from '../../support/broken-records.ts';
import { type MadeRun, requireRun } from '../../support/bundles.ts';

const maker: Maker = {
  ...{ code: 'a'.repeat(64), node: 'v20.20.2', platform: 'linux', arch: 'x64' },
  ...{ commit: 'b'.repeat(40), dirty: false },
};

let made: MadeRun;
beforeAll(async () => {
  made = await requireRun('gaussian', 'replace');
});

const problems = (madeBy: unknown) =>
  problemsAfter(made, (record) => {
    record.environment.madeBy = madeBy;
  });

describe('environment.madeBy', () => {
  it('may be missing', async () => {
    expect(await problemsAfter(made, (record) => delete record.environment.madeBy)).toEqual({});
  });

  it('says of every seed once what made it', async () => {
    expect(await problems([{ ...maker, seeds: [1, 2, 3, 4] }])).toEqual({});
    expect(
      await problems([
        { ...maker, seeds: [1, 3] },
        { ...maker, code: 'c'.repeat(64), commit: null, dirty: null, seeds: [2, 4] },
      ]),
    ).toEqual({});
  });

  it.each([
    [[{ ...maker, seeds: [1, 2, 3] }], '/environment/madeBy', /does not say what made seed 4; expected/],
    [[{ ...maker, seeds: [1, 2] }], '/environment/madeBy', /does not say what made seed 3 and 1 more/],
    [[{ ...maker, seeds: [1, 2, 3, 4, 5] }], '/environment/madeBy/0/seeds/4', /received seed 5; expected seeds of the/],
    [[{ ...maker, seeds: [1, 2, 3, 4, 4] }], '/environment/madeBy/0/seeds/4', /each of them once/],
    [[{ ...maker, code: 'short', seeds: [1, 2, 3, 4] }], '/environment/madeBy/0/code', /64/],
    [[], '/environment/madeBy', /at least 1|>=1/],
  ])('%j is refused at its place', async (madeBy, place, message) => {
    const found = await problems(madeBy);
    expect(Object.keys(found)).toEqual([place]);
    expect(found[place]).toMatch(message);
  });
});
