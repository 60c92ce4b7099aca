import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { conformLearner } from '#benchmarks/runner/exec/conform-learner.ts';
import { temporaryFolder } from '../../../support/cli.ts';
import { childCommand, learnerCommand, TEST_LIMITS } from '../../../support/exec.ts';
import { heirloomHere } from '../../../support/printed.ts';
import { rowsOf } from './records.ts';

const SETTINGS = [
  '--tier',
  'smoke',
  '--seeds',
  '2',
  '--generations',
  '1',
  '--set',
  'sampleSize=2000',
  '--strategy',
  'replace',
];
const run = (mode: string, ...args: string[]) =>
  heirloomHere(['run', 'ngram-text', '--learner', `exec:${learnerCommand(mode)}`, ...SETTINGS, ...args]);

describe('heirloom run --learner exec:COMMAND', () => {
  it('measures what the process says of held-out text: a uniform model’s cross-entropy is ln 5,002, its words and two more', async () => {
    const { stdout } = await run('uniform', '--json');
    const [row] = rowsOf(stdout);
    for (const values of row?.trajectories['cross-entropy'] ?? [])
      for (const value of values) expect(value).toBeCloseTo(8.517593, 6);
  });

  it('says in the record what fitted the models, and that it gave the same twice', async () => {
    const two = await run('plain', '--workers', '2', '--json');
    const one = await run('plain', '--workers', '1', '--json');
    expect(rowsOf(one.stdout)).toEqual(rowsOf(two.stdout));
    expect(rowsOf(one.stdout)[0]).toMatchObject({
      engine: { id: 'exec-memory', version: '1' },
      learner: { command: learnerCommand('plain'), id: 'memory', repeat: { seed: 1, difference: 0 } },
    });
  });

  it('tells a trainer that does not repeat itself from one that does', async () => {
    const { stdout } = await run('unseeded', '--json');
    expect(rowsOf(stdout)[0]?.learner?.repeat?.difference).toBeGreaterThan(0.01);
  });

  it('is not applicable where metrics look at parameters, where log-probabilities are missing, and to strategies that need more', async () => {
    const refused = async (mode: string, ...args: string[]) => (await run(mode, '--verbose', ...args)).stderr;
    const learner = ['--learner', `exec:${learnerCommand('silent')}`, '--verbose'];
    const { stderr, code } = await heirloomHere([
      'run',
      'gaussian',
      'ngram-text',
      ...learner,
      '--tier',
      'smoke',
      '--strategy',
      'replace',
    ]);
    expect(stderr).toContain('metrics of Gaussian are computed of its own learner’s parameters');
    expect(stderr).toContain('n-gram text is measured from log-probabilities, which memory does not give');
    expect(code).toBe(2);
    expect(await refused('plain', '--strategy', 'temperature:value=0.9')).toContain(
      'temperature needs a learner that samples at a temperature',
    );
  });

  it('stands in check, and its shards merge to the whole', async () => {
    const base = temporaryFolder();
    const [one, two, whole] = ['one', 'two', 'whole'].map((name) => join(base, name)) as [string, string, string];
    expect((await run('plain', '--shard', '1/2', '--out', one)).code).toBe(0);
    expect((await run('plain', '--shard', '2/2', '--out', two)).code).toBe(0);
    const merged = await heirloomHere(['merge', one, two, '--out', whole, '--json']);
    expect(rowsOf(merged.stdout)).toEqual(rowsOf((await run('plain', '--json')).stdout));
    const check = await heirloomHere(['check', join(whole, 'replace')]);
    expect(check.stdout.replaceAll(/\s+/g, ' ')).toContain('fitted twice, seed 1 was exact');
  });

  it.each([
    ['dying', 'failed', 'It ended with exit code 7. Its last words on stderr: out of memory'],
    ['short', 'failed', 'It answered draw with 1999 units; expected exactly 2000'],
    ['curious', 'failed', 'It called original in fit; a learner can read the batch'],
    ['sure', 'failed', 'expected the natural logarithm of a probability'],
    ['diverging', 'diverged', 'nothing to fit'],
  ])('ends the seeds of a process that is %s (%s)', async (mode, state, words) => {
    const { stdout, code } = await run(mode, '--json', '--workers', '1');
    const statuses = rowsOf(stdout)[0]?.statuses ?? [];
    expect(statuses.map((status) => status.state)).toEqual([state, state]);
    expect(JSON.stringify(statuses)).toContain(words);
    expect(code).toBe(state === 'failed' ? 3 : 0);
  });

  it('says before any work that a command is a strategy, or none', async () => {
    const told = async (text: string) =>
      (await heirloomHere(['run', 'ngram-text', '--learner', text, ...SETTINGS])).stderr;
    expect(await told(`exec:${childCommand('retain')}`)).toContain('the card of a strategy: give it to --strategy');
    expect(await told('bigram')).toContain('Received --learner bigram; expected exec:COMMAND');
    expect(await told('exec:no-such-command-anywhere')).toContain('the shell found no such command');
  });
});

describe('heirloom conform --learner', () => {
  it('finds nothing in a learner that keeps to the protocol, with examples of every kind', async () => {
    const { code, stdout } = await heirloomHere(['conform', '--learner', learnerCommand('plain')]);
    for (const kind of ['rows', 'pixels', 'sequences']) expect(stdout).toContain(`ok    is fitted to ${kind}`);
    expect(stdout).toContain('It conforms to heirloom.exec/1.');
    expect(code).toBe(0);
  });

  it.each([
    ['short', 'It answered draw with 119 units; expected exactly 120'],
    ['unseeded', 'Its numbers differed by up to'],
    ['sure', 'expected the natural logarithm of a probability'],
  ])('finds what is wrong with a learner that is %s', async (mode, words) => {
    const tried = await conformLearner(learnerCommand(mode), ['sequences'], TEST_LIMITS, () => {});
    expect(tried.map(({ fault }) => fault).join('\n')).toContain(words);
  });
});
