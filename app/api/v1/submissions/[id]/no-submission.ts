import { HeirloomError } from '#benchmarks/protocol/errors.ts';

export function noSubmission(id: string): HeirloomError {
  return new HeirloomError(
    'not-found',
    `This site has no submission "${id.slice(0, 80)}". Its board lists those that there are.`,
  );
}

export function noRun(id: string, benchmark: string): HeirloomError {
  return new HeirloomError(
    'not-found',
    `This site has no submission "${id.slice(0, 80)}" with a run of "${benchmark.slice(0, 60)}". The submission's page lists its runs.`,
  );
}
