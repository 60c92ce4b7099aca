/** Finds run records in folders that `run` wrote, in bundles, and in files. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { HeirloomError } from '../../protocol/errors.ts';
import { type RunRecord, runRecordSchema } from '../../protocol/record.ts';

/** One strategy's records from one place. */
export interface Result {
  readonly path: string;
  readonly spec: string;
  readonly records: readonly RunRecord[];
}

/**
 * Reads every result below the paths given, in order; one strategy of one place is one result.
 * @throws usage where a path holds no record; check-failed where a record is broken
 */
export function loadResults(paths: readonly string[]): Result[] {
  return paths.flatMap((path) => {
    const results = resultsAt(path);
    if (results.length === 0) {
      throw new HeirloomError(
        'usage',
        `Received ${path}; expected a folder that run wrote, a bundle (a folder with runs/), or a file with a record. There is none.`,
      );
    }
    return results;
  });
}

function resultsAt(path: string): Result[] {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return group(path, recordsOf(path));
  const own = runFiles(path).flatMap(recordsOf);
  if (own.length > 0) return group(path, own);
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map((entry) => join(path, entry.name))
    .flatMap((dir) => group(dir, runFiles(dir).flatMap(recordsOf)));
}

/** The controls that stand beside a bundle in the folder that run wrote. */
export function siblingControls(result: Result): Result[] {
  const folder = dirname(resolve(result.path));
  return ['replace', 'oracle'].flatMap((name) => {
    const dir = join(folder, name);
    return resolve(result.path) === dir ? [] : group(dir, runFiles(dir).flatMap(recordsOf));
  });
}

function runFiles(dir: string): string[] {
  const runs = join(dir, 'runs');
  return existsSync(runs)
    ? readdirSync(runs)
        .filter((name) => name.endsWith('.json'))
        .sort()
        .map((name) => join(runs, name))
    : [];
}

/** A file holds one record, or the document that `run --json` prints. */
function recordsOf(file: string): RunRecord[] {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new HeirloomError('check-failed', `${file} is not JSON: ${(cause as Error).message}`, { cause });
  }
  const documents =
    typeof value === 'object' && value !== null && 'runs' in value && Array.isArray(value.runs) ? value.runs : [value];
  return documents.map((document) => {
    const parsed = runRecordSchema.safeParse(document);
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    throw new HeirloomError(
      'check-failed',
      `${file} is no run record: ${issue?.message} at #/${issue?.path.join('/')}. npx heirloom check names every fault of a bundle.`,
    );
  });
}

function group(path: string, records: readonly RunRecord[]): Result[] {
  const specs = [...new Set(records.map((record) => record.strategy.spec))];
  return specs.map((spec) => ({ path, spec, records: records.filter((record) => record.strategy.spec === spec) }));
}
