/** Checks what a record says of the learner that stood in its benchmark's learner's place. */
import type { BenchmarkCard } from '../protocol/card.ts';
import { isLearnerEngine, learnerEngine, reproducibility } from '../protocol/outside.ts';
import type { RunRecord } from '../protocol/record.ts';
import { printable } from '../protocol/unprintable.ts';
import { at, type FileCheck, show } from './findings.ts';

export function checkLearner(
  { learner, engine }: Partial<RunRecord>,
  card: BenchmarkCard | null,
  { file, findings }: FileCheck,
): void {
  if (learner === undefined) {
    if (card?.engine === 'outside')
      findings.add(
        at(file, 'learner'),
        `missing; expected what fitted the models: ${card.id} has no learner of its own`,
      );
    else if (engine !== undefined && isLearnerEngine(engine))
      findings.add(
        at(file, 'engine', 'id'),
        `received ${show(engine.id)}, which names an outside learner; expected the field "learner" beside it`,
      );
    return;
  }
  if (card !== null && card.measuredFrom === undefined)
    findings.add(
      at(file, 'learner'),
      `remove it; metrics of ${card.id} are computed of its own learner’s parameters, so that no other can stand in its place`,
    );
  const expected = learnerEngine(learner);
  if (engine !== undefined && (engine.id !== expected.id || engine.version !== expected.version))
    findings.add(
      at(file, 'engine'),
      `received "${engine.id} ${engine.version}"; expected "${expected.id} ${expected.version}", the learner’s id and version`,
    );
  const { repeat } = learner;
  const again =
    repeat === undefined
      ? 'it was not fitted twice'
      : `fitted twice, seed ${repeat.seed} was ${reproducibility(repeat)}`;
  findings.warn(
    at(file, 'learner'),
    `the models were fitted by a process of its own ("${printable(learner.command, 100)}"); ${again}`,
  );
}
