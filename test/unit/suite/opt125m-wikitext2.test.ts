import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { findSuite, overallRuleOf, suiteEntries } from '#benchmarks/suite/manifests.ts';
import { boardScope, listedOn, listOwnBoards } from '#leaderboard/catalog/suites.ts';
import { LETTERS, writeCheckpoint } from '../../support/checkpoint.ts';
import { temporaryFolder } from '../../support/cli.ts';
import { learnerCommand } from '../../support/exec.ts';
import { heirloomHere } from '../../support/printed.ts';
import { rowsOf } from '../runner/exec/records.ts';

const NAME = 'opt125m-wikitext2';
const SETTINGS = ['--tier', 'smoke', '--seeds', '1', '--generations', '1', '--strategy', 'replace'];
const SET = ['--set', 'model=letters', '--set', 'sampleSize=640'];
const LEARNER = ['--learner', `exec:${learnerCommand('uniform')}`];

const inModels = (models: string) => vi.stubEnv('HEIRLOOM_MODELS', models);

afterEach(() => void vi.unstubAllEnvs());

describe('opt125m-wikitext2', () => {
  it('measures blocks of the prepared text: a uniform model has ln 17 nats a token', async () => {
    inModels(writeCheckpoint(temporaryFolder(), 'letters', 16));
    const out = join(temporaryFolder(), 'out');
    const { code, stdout } = await heirloomHere(['run', NAME, ...LEARNER, ...SETTINGS, ...SET, '--out', out, '--json']);
    expect(code).toBe(0);
    const [row] = rowsOf(stdout);
    expect(LETTERS).toHaveLength(17);
    for (const value of row?.trajectories['cross-entropy']?.[0] ?? []) expect(value).toBeCloseTo(2.833213, 5);
    const digest = expect.stringMatching(/^[0-9a-f]{64}$/);
    expect(row?.learner).toMatchObject({ inputs: { model: digest, text: digest }, repeat: { difference: 0 } });
    const [first = ''] = readFileSync(join(out, `replace/samples/${NAME}/seed-1/gen-0.jsonl`), 'utf8').split('\n');
    expect(first).toMatch(/^"[a-p ]{64}"$/);
  });

  it('says what is missing: a trainer, a checkpoint, text', async () => {
    inModels(writeCheckpoint(temporaryFolder(), 'letters', 4));
    const told = async (...args: string[]) =>
      (await heirloomHere(['run', NAME, '--verbose', '--out', temporaryFolder(), ...SETTINGS, ...args])).stderr;
    expect(await told()).toContain('has no learner of its own; name a trainer: --learner exec:COMMAND');
    expect(await told(...LEARNER)).toContain('opt.py prepare --model');
    expect(await told(...LEARNER, '--set', 'model=../letters')).toContain('expected the name of a folder');
    expect(await told(...LEARNER, ...SET)).toContain(
      'Received sampleSize=640; the text that was prepared for letters has 256',
    );
  });

  it('has a board of its own and is in no overall score', () => {
    const suite = findSuite({ id: NAME, version: 1 });
    expect(suite).toBe('0.3');
    expect(listedOn({ suite: '0.3', group: 'outside' }).map(({ id }) => id)).toEqual([NAME]);
    for (const group of ['all', 'text', 'networks'] as const)
      expect(listedOn({ suite: '0.3', group }).map(({ id }) => id)).not.toContain(NAME);
    expect(suiteEntries('0.3').map(({ id }) => id)).not.toContain(NAME);
    expect(Object.keys(overallRuleOf('0.3')?.groups ?? {})).not.toContain(NAME);
    expect(listOwnBoards().map(({ name }) => boardScope(name))).toContain('suite/0.3/outside');
  });
});
