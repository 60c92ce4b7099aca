/** Which controls a run is scored against: the site's, else its sender's, else what is missing. */
import { describe, expect, it } from 'vitest';
import {
  type ControlCandidate,
  type ControlSupply,
  chooseControls,
  commonSource,
} from '#benchmarks/board/choose-controls.ts';

interface Run extends ControlCandidate {
  readonly name: string;
}

const seedsUpTo = (n: number) => ({ digest: `1…${n}`, seeds: Array.from({ length: n }, (_, i) => i + 1) });
const run = (name: string, { seeds = 5, completed = true } = {}): Run => ({ name, seeds: seedsUpTo(seeds), completed });
const supply = (replace: readonly Run[], oracle: readonly Run[]): ControlSupply<Run> => ({ replace, oracle });
const NOTHING = supply([], []);
const choose = (site: ControlSupply<Run>, own: ControlSupply<Run> | null) => {
  const { source, controls, lacking } = chooseControls(seedsUpTo(5), site, own);
  return { source, names: controls && [controls.replace.name, controls.oracle.name], lacking };
};

describe('the controls of a run', () => {
  it('are the site’s where it has both, whatever its sender has', () => {
    const site = supply([run('site replace')], [run('site oracle')]);
    const own = supply([run('own replace')], [run('own oracle')]);
    expect(choose(site, own)).toEqual({ source: 'site', names: ['site replace', 'site oracle'], lacking: null });
  });

  it('are its sender’s where the site lacks one, and never one of each', () => {
    const own = supply([run('own replace')], [run('own oracle')]);
    for (const site of [NOTHING, supply([run('site replace')], [])])
      expect(choose(site, own)).toMatchObject({ source: 'own', names: ['own replace', 'own oracle'] });
    expect(choose(supply([run('site replace')], []), supply([], [run('own oracle')]))).toEqual({
      source: null,
      names: null,
      lacking: { site: [{ control: 'oracle', why: 'absent' }], own: [{ control: 'replace', why: 'absent' }] },
    });
  });

  it('are the newest that completed: a newer one that stopped hides none', () => {
    const site = supply(
      [run('stopped', { completed: false }), run('newer'), run('older')],
      [run('few', { seeds: 3 }), run('oracle', { seeds: 8 })],
    );
    expect(choose(site, null)).toMatchObject({ source: 'site', names: ['newer', 'oracle'] });
  });

  it('are its sender’s where the site’s stopped', () => {
    const site = supply([run('stopped', { completed: false })], [run('site oracle')]);
    const own = supply([run('own replace')], [run('own oracle')]);
    expect(choose(site, own)).toMatchObject({ source: 'own' });
  });
});

describe('what is missing', () => {
  it('is named control by control, with the reason', () => {
    const site = supply([run('stopped', { completed: false })], [run('few', { seeds: 3 })]);
    expect(choose(site, NOTHING).lacking).toEqual({
      site: [
        { control: 'replace', why: 'stopped' },
        { control: 'oracle', why: 'seeds' },
      ],
      own: [
        { control: 'replace', why: 'absent' },
        { control: 'oracle', why: 'absent' },
      ],
    });
  });

  it('is the site’s matter alone for a run of the site', () => {
    expect(choose(NOTHING, null).lacking?.own).toBeNull();
  });
});

it('scores that rest on anybody’s own controls are, together, no measure for others', () => {
  expect(commonSource(['site', 'own', null])).toBe('own');
  expect(commonSource(['site', null])).toBe('site');
  expect(commonSource([null])).toBeNull();
});
