/** What holds of the fields that the ledger of suite 0.3 adds, whatever the strategy and the benchmark. */
import type { LedgerEntry2 } from '../protocol/ledger-2.ts';
import type { Step } from './findings.ts';
import { type Fault, hasOneFit, type LedgerRules, SHARE_SLACK } from './ledger-rules.ts';

/** The rules that an entry breaks. */
export function entry2Faults(entry: LedgerEntry2, rules: LedgerRules): Fault[] {
  const faults: Fault[] = [];
  const add = (message: string, ...steps: Step[]) => faults.push({ steps, message });
  if (entry.densityCalls > entry.teacherCalls)
    add(`received ${entry.densityCalls}; expected at most ${entry.teacherCalls}, as teacherCalls say`, 'densityCalls');
  if (entry.freshShown > 0 && !entry.reads.includes('fresh-data'))
    add('expected "fresh-data" among the reads: fresh real data was shown', 'reads');
  if (entry.retainedShown > 0 && !entry.reads.includes('real-data'))
    add('expected "real-data" among the reads: real data of an earlier generation was shown', 'reads');
  if (entry.generation === 0) return [...faults, ...originFaults(entry, rules)];
  if (entry.realFresh > 0 && entry.freshShown === 0)
    add('received 0; fresh real data was trained on, so some was shown', 'freshShown');
  return [...faults, ...weightFaults(entry, rules)];
}

/** Generation 0 is the harness's: strategies see nothing of it. */
function originFaults(entry: LedgerEntry2, { size, fitUpdates }: LedgerRules): Fault[] {
  const shown = (['freshShown', 'retainedShown', 'densityCalls'] as const)
    .filter((name) => entry[name] !== 0)
    .map((name) => ({ steps: [name], message: `received ${entry[name]}; expected 0 in generation 0` }));
  const most = fitUpdates === null ? Number.POSITIVE_INFINITY : (fitUpdates * entry.trainingSize) / size;
  return [
    ...shown,
    ...(entry.sourceWeights.length > 0
      ? [{ steps: ['sourceWeights'], message: 'received samples of a model; expected none in generation 0' }]
      : []),
    ...(entry.updates === 0
      ? [{ steps: ['updates'], message: 'received 0; expected at least 1: every learner was fitted' }]
      : []),
    ...(entry.updates > most
      ? [
          {
            steps: ['updates'],
            message: `received ${entry.updates}; expected at most ${most}: a fit on M makes ${fitUpdates} at most`,
          },
        ]
      : []),
  ];
}

function weightFaults(entry: LedgerEntry2, rules: LedgerRules): Fault[] {
  const { mayWeight } = rules;
  const { sourceWeights, synthetic } = entry;
  const isSame =
    sourceWeights.length === synthetic.length &&
    sourceWeights.every(
      ({ source, generation }, i) => source === synthetic[i]?.source && generation === synthetic[i]?.generation,
    );
  if (!isSame)
    return [{ steps: ['sourceWeights'], message: 'expected one for each part of synthetic, in the same order' }];
  const faults: Fault[] = [];
  const isOneFit = hasOneFit(rules);
  for (const [i, { weight, count }] of sourceWeights.entries()) {
    const share = (synthetic[i]?.count ?? 0) / entry.trainingSize;
    if (isOneFit && Math.abs(count - share) > SHARE_SLACK)
      faults.push({
        steps: ['sourceWeights', i, 'count'],
        message: `received ${count}; expected ${share}, its count over trainingSize`,
      });
    if (!mayWeight && Math.abs(weight - count) > SHARE_SLACK)
      faults.push({
        steps: ['sourceWeights', i, 'weight'],
        message: `received ${weight}; expected ${count}, the share by count: the strategy weights nothing`,
      });
  }
  const total = entry.weightShare + sourceWeights.reduce((sum, { weight }) => sum + weight, 0);
  // Nothing has a weight where a strategy took examples of weight 0 alone.
  if (isOneFit && total > 0 && Math.abs(total - 1) > SHARE_SLACK)
    faults.push({
      steps: ['sourceWeights'],
      message: `the weights and weightShare sum to ${total}; expected 1, as there is one learner`,
    });
  return faults;
}
