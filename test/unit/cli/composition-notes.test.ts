import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { ADDS_NOTHING, BRINGS_ALL, compositionNotes } from '#benchmarks/cli/composition-notes.ts';
import { planRuns } from '#benchmarks/runner/plan.ts';
import { resolveParams } from '#benchmarks/runner/resolve-params.ts';
import { STRATEGIES } from '#benchmarks/strategies/catalog.ts';
import { heirloom } from '../../support/cli.ts';

const notes = (...strategies: string[]) =>
  compositionNotes(planRuns({ benchmarks: ['gaussian', 'gmm-2d'], strategies, tier: 'smoke' }).runs);

it('names a strategy that adds nothing, and what the composition amounts to, once for all benchmarks', () => {
  const note = (spec: string, same: string) =>
    `Note: ${spec}: replace adds nothing to a composition; the numbers are those of ${same}.`;
  expect(notes('retain:share=0.2+replace')).toEqual([note('retain:share=0.2+replace', 'retain:share=0.2')]);
  expect(notes('replace+retain', 'replace+replace')).toEqual([
    note('replace+retain', 'retain'),
    note('replace+replace', 'replace'),
  ]);
});

it('names one that leaves nothing of what stands before it', () => {
  expect(notes('retain+oracle')).toEqual([
    'Note: retain+oracle: oracle brings the whole training set; what stands before it can only change how models are sampled and fitted.',
  ]);
});

it('says nothing of other compositions, nor of controls alone', () => {
  expect(notes('replace', 'oracle', 'freeze', 'retain+temperature', 'oracle+retain')).toEqual([]);
});

it('knows every built-in strategy without a hook, and every one that asks nothing of those before it', async () => {
  const [hookless, alone]: [string[], string[]] = [[], []];
  for (const { card, load } of STRATEGIES) {
    const hooks = Object.keys((await load()).default.create(resolveParams(card.id, card.params, {})));
    if (hooks.length === 0) hookless.push(card.id);
    const source = path.resolve(import.meta.dirname, '../../../benchmarks/strategies', card.id, 'index.ts');
    if (hooks.includes('compose') && !/\bbase\b/.test(readFileSync(source, 'utf8'))) alone.push(card.id);
  }
  expect(hookless.sort()).toEqual(ADDS_NOTHING);
  expect(alone.sort()).toEqual(BRINGS_ALL);
});

it('is said on standard error by a run, whose numbers are those that were named', async () => {
  const run = (spec: string) => heirloom(['run', 'gaussian', '--strategy', spec, '--tier', 'smoke', '--json']);
  const [composed, plain] = [await run('retain+replace'), await run('retain')];
  expect(composed.stderr).toContain('Note: retain+replace: replace adds nothing to a composition');
  const trajectories = ({ stdout }: { stdout: string }) => JSON.parse(stdout).runs[0].trajectories;
  expect(trajectories(composed)).toEqual(trajectories(plain));
});
