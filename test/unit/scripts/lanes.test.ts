import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { inLanes } from '../../../scripts/test/lanes.mjs';

/** Runs tasks and says what began and ended, in order. */
async function logOf(width: number, tasks: readonly { name: string; after?: string[]; ticks: number }[]) {
  const log: string[] = [];
  await inLanes(
    tasks.map(({ name, after, ticks }) => ({
      name,
      ...(after && { after }),
      run: async () => {
        log.push(`${name} begins`);
        for (let tick = 0; tick < ticks; tick++) await setImmediate();
        log.push(`${name} ends`);
      },
    })),
    width,
  );
  return log;
}

it('has as many tasks at work as there are lanes, in the order of the list', async () => {
  const tasks = [
    { name: 'a', ticks: 6 },
    { name: 'b', ticks: 2 },
    { name: 'c', ticks: 2 },
  ];
  expect(await logOf(2, tasks)).toEqual(['a begins', 'b begins', 'b ends', 'c begins', 'c ends', 'a ends']);
  expect(await logOf(1, tasks)).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
});

it('leaves a task waiting until what it needs is done, and does the next meanwhile', async () => {
  const tasks = [
    { name: 'build', ticks: 4 },
    { name: 'served', after: ['build'], ticks: 1 },
    { name: 'other', ticks: 1 },
  ];
  expect(await logOf(2, tasks)).toEqual([
    'build begins',
    'other begins',
    'other ends',
    'build ends',
    'served begins',
    'served ends',
  ]);
});

it('waits for nothing that is not there', async () => {
  expect(await logOf(2, [{ name: 'served', after: ['build'], ticks: 1 }])).toEqual(['served begins', 'served ends']);
});
