/** Reads records as the checker does: the same archives, the same JSON, the same rules for a record. */
import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { checkRecord } from '../../bundle/check-record.ts';
import { Findings } from '../../bundle/findings.ts';
import { parseJson } from '../../bundle/json.ts';
import { type Place, placeOf } from '../../bundle/layout.ts';
import { readLight } from '../../bundle/light/read-light.ts';
import { openBundle } from '../../bundle/open-bundle.ts';
import { HeirloomError, type Problem } from '../../protocol/errors.ts';
import { RUN_FORMATS } from '../../protocol/ids.ts';
import { type RunRecord, runRecordSchema } from '../../protocol/record.ts';
import { BENCHMARKS } from '../../suite/catalog.ts';

type RunPlace = Extract<Place, { kind: 'run' }>;

export interface Skipped {
  readonly path: string;
  readonly reason: string;
}

export interface Found {
  readonly records: readonly RunRecord[];
  readonly skipped: readonly Skipped[];
}

const noResult = (path: string, reason: string): Found => ({ records: [], skipped: [{ path, reason }] });

/** The records of a bundle's folder. Its samples are not looked at. @throws check-failed where a record is broken */
export async function readBundleFolder(folder: string): Promise<Found> {
  const found = readdirSync(join(folder, 'runs'))
    .sort()
    .flatMap((name) => {
      const place = placeOf(`runs/${name}`);
      const file = join(folder, 'runs', name);
      return place?.kind === 'run' ? [recordOf(readFileSync(file), file, place)] : [];
    });
  return joined(found);
}

/** The records of a file: JSON of one record or of what `run --json` prints, or an archive. @throws check-failed */
export async function readFile(file: string): Promise<Found> {
  if (isGzip(file)) return readArchive(file);
  if (!file.endsWith('.json')) return noResult(file, 'no result: neither JSON nor a .tar.gz');
  return recordsIn(readFileSync(file), file);
}

/** The records of a `.tar.gz`. @throws check-failed where it is no whole bundle */
export async function readArchive(file: string): Promise<Found> {
  const bundle = await openBundle(file).catch((error: unknown) => {
    if (!(error instanceof HeirloomError)) throw error;
    throw broken(file, error.problems.length > 0 ? error.problems : [{ path: '(archive)', message: error.message }]);
  });
  try {
    const runs = bundle.files.flatMap(({ path }) => {
      const place = placeOf(path);
      return place?.kind === 'run' ? [{ path, place }] : [];
    });
    if (runs.length === 0) return noResult(file, 'no bundle: it has no runs/');
    if (bundle.problems.length > 0) throw broken(file, bundle.problems);
    const found: Found[] = [];
    for (const { path, place } of runs) found.push(recordOf(await bundle.read(path), `${file}:${path}`, place));
    return joined(found);
  } finally {
    await bundle.close();
  }
}

function joined(found: readonly Found[]): Found {
  return { records: found.flatMap(({ records }) => records), skipped: found.flatMap(({ skipped }) => skipped) };
}

/** The record of one of a bundle's files, which has the benchmark's name. @throws check-failed where it can't be used */
function recordOf(bytes: Uint8Array, file: string, { benchmark, isLight }: RunPlace): Found {
  const { value, problems } = isLight ? unpacked(bytes, file) : parsed(bytes, file);
  if (!isRecord(value)) return noResult(file, NO_RECORD);
  if (problems.length > 0) throw broken(file, problems);
  return readRecord(value, file, benchmark);
}

/** @throws check-failed where it is a record, or was to be one, and can't be used */
function recordsIn(bytes: Uint8Array, file: string): Found {
  const { value, problems } = parsed(bytes, file);
  const documents = documentsOf(value);
  if (documents.length === 0) return noResult(file, NO_RECORD);
  if (problems.length > 0) throw broken(file, problems);
  return joined(documents.map((document) => readRecord(document, file)));
}

const NO_RECORD = 'no result: it holds no record';

/** The value with what was found while it was parsed: a field that is there twice, for one, is no longer in it. */
function parsed(bytes: Uint8Array, file: string): { readonly value: unknown; readonly problems: readonly Problem[] } {
  const findings = new Findings();
  const value = parseJson(bytes, file, findings);
  if (value === undefined) throw broken(file, findings.problems);
  return { value, problems: findings.problems };
}

/** The record of a light result, whose samples were left out: the numbers are all there. */
function unpacked(bytes: Uint8Array, file: string): { readonly value: unknown; readonly problems: readonly Problem[] } {
  const findings = new Findings();
  const light = readLight(bytes, file, findings);
  if (light === null) throw broken(file, findings.problems);
  return { value: light.record, problems: [] };
}

const documentsOf = (value: unknown): Partial<RunRecord>[] =>
  (isObject(value) && Array.isArray(value.runs) ? value.runs : [value]).filter(isRecord);

/** Plans have runs, too, and submissions have a format: a record says itself that it is one. */
const isRecord = (value: unknown): value is Partial<RunRecord> =>
  isObject(value) && RUN_FORMATS.some((format) => format === value.format);

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** `named`: the benchmark that the file's name says, where its name says one. */
function readRecord(document: Partial<RunRecord>, file: string, named?: string): Found {
  const benchmark = runRecordSchema.shape.benchmark.safeParse(document.benchmark).data;
  if (benchmark !== undefined) {
    const { id, version } = benchmark;
    const here = BENCHMARKS.map(({ card }) => card).filter((card) => card.id === id);
    if (!here.some((card) => card.version === version)) {
      const names = here.map((card) => `${id}@${card.version}`).join(' and ');
      const has = here.length === 0 ? 'does not have it' : `has ${names}`;
      return noResult(file, `a run of ${id}@${version}; this checkout ${has}, and can score no other`);
    }
  }
  const findings = new Findings();
  const { record } = checkRecord(document, named ?? benchmark?.id ?? '', { file, findings });
  if (record === null || findings.problems.length > 0) throw broken(file, findings.problems);
  return { records: [record], skipped: [] };
}

function broken(file: string, problems: readonly Problem[]): HeirloomError {
  return new HeirloomError('check-failed', `The result ${file} can't be used; it does not pass the check.`, {
    problems,
  });
}

/** By its first two bytes, whatever its name is. */
function isGzip(file: string): boolean {
  const handle = openSync(file, 'r');
  try {
    const head = Buffer.alloc(2);
    return readSync(handle, head, 0, 2, 0) === 2 && head[0] === 0x1f && head[1] === 0x8b;
  } finally {
    closeSync(handle);
  }
}
