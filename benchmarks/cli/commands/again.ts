import { placeOf } from '../../bundle/layout.ts';
import { openBundle } from '../../bundle/open-bundle.ts';
import type { BundleSource } from '../../bundle/source.ts';
import { EXIT_CODES, HeirloomError } from '../../protocol/errors.ts';
import { print } from '../../protocol/print.ts';
import { type RunRecord, runRecordSchema } from '../../protocol/record.ts';
import { workersFor } from '../../runner/pool.ts';
import { rerunRecord } from '../../runner/rerun.ts';
import { moduleOfBundle } from '../../runner/sandbox/module-file.ts';
import { interruptible } from '../interruptible.ts';
import type { SetExitCode } from '../main.ts';
import { formatTable } from '../table.ts';
import { MAX_WORKERS, wholeNumber } from '../whole-number.ts';

interface AgainOptions {
  readonly benchmark?: readonly string[];
  readonly workers?: string;
  readonly json?: boolean;
}

interface Compared {
  readonly benchmark: string;
  readonly claimed: string;
  readonly received: string;
}

/** Runs a bundle's records again; exit code 4 where one comes out otherwise. */
export async function again(path: string, options: AgainOptions, setExitCode: SetExitCode): Promise<void> {
  const source = await openBundle(path);
  try {
    const compared = await interruptible(async (signal, line) => {
      const module = await moduleOfBundle(source);
      const made: Compared[] = [];
      for (const record of await recordsOf(source, options.benchmark)) {
        const workers = wholeNumber('workers', options.workers, MAX_WORKERS) ?? workersFor(record.seeds.length);
        const again = await rerunRecord(record, { workers, signal, onStart: line.start, ...(module && { module }) });
        line.stop();
        made.push({ benchmark: record.benchmark.id, claimed: record.resultDigest, received: again.resultDigest });
      }
      return made;
    });
    print(options.json ? JSON.stringify({ runs: compared }) : textOf(compared));
    if (compared.some(({ claimed, received }) => claimed !== received)) setExitCode(EXIT_CODES['check-failed']);
  } finally {
    await source.close();
  }
}

/** The records of a bundle in the order of its files. @throws HeirloomError check-failed, not-found */
async function recordsOf(source: BundleSource, benchmarks: readonly string[] | undefined): Promise<RunRecord[]> {
  const records: RunRecord[] = [];
  for (const { path } of source.files) {
    const place = placeOf(path);
    if (place?.kind !== 'run' || place.isLight || (benchmarks && !benchmarks.includes(place.benchmark))) continue;
    const parsed = runRecordSchema.safeParse(parse((await source.read(path)).toString('utf8')));
    if (!parsed.success)
      throw new HeirloomError(
        'check-failed',
        `${path} is no run record; npx heirloom check says what is wrong with it.`,
      );
    records.push(parsed.data);
  }
  if (records.length > 0) return records;
  const which = benchmarks === undefined ? '' : ` of ${benchmarks.join(', ')}`;
  throw new HeirloomError('not-found', `The bundle has no whole run record${which}; expected runs/<benchmark>.json.`);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function textOf(compared: readonly Compared[]): string {
  const rows = compared.map(({ benchmark, claimed, received }) => [
    benchmark,
    claimed.slice(0, 12),
    received.slice(0, 12),
    claimed === received ? 'the same' : 'another',
  ]);
  return formatTable(['benchmark', 'digest', 'again', ''], rows, [], { keys: 1 });
}
