/** Software Heritage’s names of code (SWHID, ISO/IEC 18670). */
import type { Environment } from './record.ts';

/** The revision of a git commit, `swh:1:rev:<40 hex digits>`: its name is the commit’s own. */
const revisionOf = (commit: string): string => `swh:1:rev:${commit}`;

/** The revisions that runs were made from, in order and once each; without those of changed sources, which no name stands for. */
export function revisionsOf(environments: readonly Environment[]): string[] {
  const machines = environments.flatMap((own): Pick<Environment, 'commit' | 'dirty'>[] => own.madeBy ?? [own]);
  const commits = machines.flatMap(({ commit, dirty }) => (commit !== null && dirty === false ? [commit] : []));
  return [...new Set(commits)].map(revisionOf);
}
