/** What a reader of a bundle should know, though it is no reason to refuse it. */
import type { RunRecord } from '../protocol/record.ts';
import type { Submission } from '../protocol/submission.ts';
import { FEW_SEEDS } from '../scoring/index.ts';
import { STRATEGIES } from '../strategies/catalog.ts';
import type { CheckedRecord } from './check-record.ts';
import { missingBenchmarks } from './check-submission.ts';
import { at, type Findings } from './findings.ts';
import { SUBMISSION_PATH } from './layout.ts';

export function addWarnings(
  submission: Submission | null,
  records: readonly CheckedRecord[],
  findings: Findings,
): void {
  for (const { file, fields } of records) {
    const warn = (message: string, ...steps: string[]) => findings.warn(at(file, ...steps), message);
    if (fields.official === false)
      warn(
        'the run is not official (parameters, seeds or generations are not the tier’s): it can’t be ranked',
        'official',
      );
    if (fields.environment?.dirty === true)
      warn('the run was made from a checkout with uncommitted changes', 'environment', 'dirty');
    if (fields.seeds !== undefined && fields.seeds.length < FEW_SEEDS)
      warn(`few seeds (${fields.seeds.length}): the intervals will be wide`, 'seeds');
    addStopped(fields, warn);
  }
  const { missing, notApplicable } = missingBenchmarks(submission, records);
  const left = [
    ...(missing.length > 0 ? [`missing: ${missing.join(', ')}`] : []),
    ...(notApplicable.length > 0 ? [`not applicable: ${notApplicable.join(', ')}`] : []),
  ];
  if (left.length > 0)
    findings.warn('runs/', `the suite is incomplete (${left.join('; ')}): the overall score stays blank and unranked`);
  const external = records.find(
    ({ fields }) => isNewStrategy(fields) && fields.regime !== undefined && fields.regime.external !== 'none',
  );
  if (external !== undefined && submission?.externalInformation.trim() === '') {
    findings.warn(
      at(SUBMISSION_PATH, 'externalInformation'),
      `blank; the regime in ${external.file} says external "${external.fields.regime?.external}": say in words what was used`,
    );
  }
}

/** The strategies of this checkout say in their cards what they use. */
function isNewStrategy({ strategy }: Partial<RunRecord>): boolean {
  return strategy?.parts.some(({ id }) => !STRATEGIES.some(({ card }) => card.id === id)) ?? false;
}

function addStopped({ statuses }: Partial<RunRecord>, warn: (message: string, ...steps: string[]) => void): void {
  const stopped = statuses?.filter((status) => status.state !== 'completed').length ?? 0;
  if (statuses !== undefined && stopped > 0)
    warn(`${stopped} of ${statuses.length} seeds stopped early: the run has no score`, 'statuses');
}
