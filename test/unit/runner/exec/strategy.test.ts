import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { divisionOf, REPLACE_REGIME } from '#benchmarks/protocol/regime.ts';
import { regimeOf } from '#benchmarks/runner/exec/messages.ts';
import { isAlive, runOutside } from '../../../support/exec.ts';
import { runToy } from '../../../support/toy-benchmark.ts';

/** What the harness says of a seed that an outside strategy ended. */
async function faultOf(mode: string, limits = {}): Promise<string> {
  const { status, session } = await runOutside(mode, { generations: 2 }, limits);
  expect(session.isClosed).toBe(true);
  expect(isAlive(session.process.group as number)).toBe(false);
  expect(existsSync(session.scratch)).toBe(false);
  return status.state === 'failed' ? status.error : status.state;
}

describe('an outside strategy', () => {
  it.each([
    ['retain', 'rows'],
    ['retain', 'sequences'],
    ['ahead', 'rows'],
    ['ahead', 'sequences'],
  ] as const)('that is retain gives the built-in’s numbers, bit for bit (%s, %s)', async (mode, shape) => {
    const outside = await runOutside(mode, { shape });
    const builtIn = await runToy('retain:share=0.1', { shape });
    expect(outside.status).toEqual({ state: 'completed' });
    expect(outside.metrics).toEqual(builtIn.metrics);
    expect(outside.ledger).toEqual(builtIn.ledger);
    expect(isAlive(outside.session.process.group as number)).toBe(false);
    expect(existsSync(outside.session.scratch)).toBe(false);
  });

  it('is in the division open where it trains on examples of its own, which the ledger names', async () => {
    const { ledger, session, status } = await runOutside('own');
    expect(status.state).toBe('completed');
    expect(ledger[2]?.synthetic).toEqual([
      { source: 'main', generation: 1, count: 95 },
      { source: 'outside', generation: 0, count: 5 },
    ]);
    expect(divisionOf(regimeOf(session.card), [ledger], 100)).toBe('open');
    expect(divisionOf(REPLACE_REGIME, [ledger], 100)).toBe('closed');
  });

  it('weighs, cools and draws more than it returns as the built-in hooks do', async () => {
    const weighed = await runOutside('weigh', { generations: 1 });
    expect([...(weighed.log.fits[1]?.training.weights ?? [])].slice(0, 3)).toEqual([1, 2, 1]);
    const cooled = await runOutside('cool', { generations: 1 });
    expect(cooled.log.draws[0]?.temperature).toBe(0.5);
    // Its sample hook is asked while its compose hook waits for what that draws.
    const nested = await runOutside('nested', { generations: 1 });
    expect(nested.status.state).toBe('completed');
    expect(nested.ledger[1]).toMatchObject({ sampled: 103, trainingSize: 100 });
  });

  it('keeps batches, with their origins, through the harness alone', async () => {
    const { ledger } = await runOutside('keep', { generations: 3 });
    expect(ledger[2]).toMatchObject({ poolSize: 100, reads: ['older-samples'] });
    expect(ledger[2]?.synthetic).toEqual([
      { source: 'main', generation: 0, count: 10 },
      { source: 'main', generation: 1, count: 90 },
    ]);
    expect(await faultOf('stale')).toContain('named the batch "b7"; in this generation it was handed none');
  });

  it('may say that it is at work for as long as a hook lasts, and no longer', async () => {
    expect((await runOutside('beating', { generations: 1 })).status.state).toBe('completed');
    expect(await faultOf('endless', { hookMs: 300 })).toContain('took more than 0.3 seconds for compose');
  });

  it.each([
    ['own-unsaid', 'its card has to say "brings": true'],
    ['twice', 'gave the name "x1" a second time'],
    ['undrawn', 'asked for the indices of "x1"; in this generation it called no choose of that name'],
    ['own-nan', 'Value 1 in c-0.npy is NaN; expected a finite number'],
    ['own-wide', 'are 2 × 3; expected n × 1'],
    ['own-density', 'asked for the log-density of an example that was not drawn through the harness'],
    ['weigh-nan', 'Its weight 3 in c-0.npy is NaN'],
    ['cool-unsaid', 'has to say that it needs "temperature"'],
    ['short', 'answered sample with 99 units; expected 100'],
    ['outside', 'is 100; expected 0 to 99'],
    ['floats', 'expected one dimension of whole numbers'],
    ['missing', 'no such file is in the scratch folder'],
    ['escape', 'expected the name of a file in the scratch folder'],
    ['garbage', 'wrote "Traceback (most recent call last)" in compose; expected one JSON object a line'],
    ['unknown', 'called the harness with {"type":"call","op":"open-the-door"}'],
    ['dying', 'ended with exit code 7. Its last words on stderr: out of memory'],
    ['killed', 'was ended by SIGKILL'],
    ['noisy', 'ended with exit code 1. Its last words on stderr:'],
    ['noisy', 'the last words'],
    ['flooding', 'bytes without a line feed'],
    ['error', 'reported an error in compose: the disk is full'],
  ])('that is wrong (%s) fails its seed with what was received', async (mode, words) => {
    expect(await faultOf(mode)).toContain(words);
  });

  it.each(['silent', 'deaf'])('that is %s is ended', async (mode) => {
    expect(await faultOf(mode, { silenceMs: 400 })).toContain('was silent for 0.4 seconds in compose');
  });
});
