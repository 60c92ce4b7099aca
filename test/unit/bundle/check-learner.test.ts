import { describe, expect, it } from 'vitest';
import { checkLearner } from '#benchmarks/bundle/check-learner.ts';
import { Findings } from '#benchmarks/bundle/findings.ts';
import type { OutsideLearner } from '#benchmarks/protocol/outside.ts';
import { requireBenchmark } from '#benchmarks/suite/catalog.ts';

const LEARNER: OutsideLearner = {
  protocol: 'heirloom.exec/1',
  command: 'python3 mine.py',
  id: 'mine',
  version: 2,
  params: {},
  declares: 'a'.repeat(64),
};
const ENGINE = { id: 'exec-mine', version: '2' };
const cardOf = (id: string) => requireBenchmark({ id, version: 1 }).card;

function found(record: Parameters<typeof checkLearner>[0], benchmark = 'ngram-text') {
  const findings = new Findings();
  checkLearner(record, cardOf(benchmark), { file: 'runs/x.json', findings });
  return {
    problems: findings.problems.map(({ message }) => message),
    warnings: findings.warnings.map(({ message }) => message),
  };
}

describe('the check of a learner outside the process', () => {
  it.each([
    [undefined, 'it was not fitted twice'],
    [0, 'seed 3 was exact'],
    [0.009, 'seed 3 was within tolerance'],
    [0.011, 'seed 3 was not reproducible'],
  ])('says that a difference of %s is: %s', (difference, words) => {
    const repeat = difference === undefined ? {} : { repeat: { seed: 3, difference } };
    const { problems, warnings } = found({ learner: { ...LEARNER, ...repeat }, engine: ENGINE });
    expect(problems).toEqual([]);
    expect(warnings).toEqual([expect.stringContaining(words)]);
  });

  it('refuses one where metrics look at parameters, another engine, and either without the other', () => {
    expect(found({ learner: LEARNER, engine: ENGINE }, 'gaussian').problems).toEqual([
      expect.stringContaining('metrics of gaussian are computed of its own learner’s parameters'),
    ]);
    expect(found({ learner: LEARNER, engine: { id: 'js', version: '1' } }).problems).toEqual([
      'received "js 1"; expected "exec-mine 2", the learner’s id and version',
    ]);
    expect(found({ engine: ENGINE }).problems).toEqual([expect.stringContaining('expected the field "learner"')]);
    expect(found({ engine: { id: 'js', version: '1' } }, 'opt125m-wikitext2').problems).toEqual([
      expect.stringContaining('opt125m-wikitext2 has no learner of its own'),
    ]);
    expect(found({ engine: { id: 'js', version: '1' } })).toEqual({ problems: [], warnings: [] });
  });
});
