/** Reads a light result of unknown origin: in bounded time and room, every fault said. What the record says is checked elsewhere. */
import { brotliDecompressSync } from 'node:zlib';
import { withDerived } from '../../metrics/derived.ts';
import { expandLedger } from '../../protocol/compact-ledger.ts';
import { sha256 } from '../../protocol/digest.ts';
import type { Setting } from '../../protocol/metric.ts';
import type { RunRecord, Trajectory } from '../../protocol/record.ts';
import { findCard } from '../../suite/catalog.ts';
import { Findings } from '../findings.ts';
import { parseJson } from '../json.ts';
import { samplePath } from '../layout.ts';
import { LIMITS } from '../limits.ts';
import { checkSchema } from '../schema-problems.ts';
import { packedBytes, unpackColumn } from './columns.ts';
import { columnOrder, type Excerpt, HASH_BYTES, HEADER_END, type LightHeader, lightHeaderSchema } from './format.ts';

export interface LightResult {
  /** The record whole, as a parsed `runs/<benchmark>.json` would be: to be checked. */
  readonly record: Readonly<Record<string, unknown>>;
  readonly excerpts: readonly Excerpt[];
}

/** The result of a file's bytes; null where it can't be read, which is in the findings. */
export function readLight(bytes: Uint8Array, file: string, findings: Findings): LightResult | null {
  const own = new Findings();
  const result = read(bytes, file, own);
  for (const { path, message } of own.problems) findings.add(path, message);
  return own.problems.length > 0 ? null : result;
}

function read(bytes: Uint8Array, file: string, findings: Findings): LightResult | null {
  const content = unpacked(bytes);
  const end = content?.indexOf(HEADER_END) ?? -1;
  if (content === null || end < 0) {
    findings.add(file, 'the file is no light result, or was cut off (docs/light-results.md)');
    return null;
  }
  const parsed = parseJson(content.subarray(0, end), file, findings);
  const header = parsed === undefined ? null : checkSchema(lightHeaderSchema, parsed, { file, findings });
  if (header === null || findings.problems.length > 0) return null;
  try {
    return new Reader(header, content.subarray(end + 1)).result();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    findings.add(file, `the file does not hold what its header says: ${error.message}`);
    return null;
  }
}

function unpacked(bytes: Uint8Array): Buffer | null {
  try {
    return brotliDecompressSync(bytes, { maxOutputLength: LIMITS.lightBytes });
  } catch {
    return null;
  }
}

/** The part behind the header. What is wrong is thrown as a RangeError. */
class Reader {
  readonly #header: LightHeader;
  readonly #body: Buffer;
  #at = 0;

  constructor(header: LightHeader, body: Buffer) {
    this.#header = header;
    this.#body = body;
  }

  result(): LightResult {
    const { record, ledger } = this.#header;
    const result = {
      record: {
        ...record,
        trajectories: this.#trajectories(),
        ledger: expandLedger(ledger),
        samples: this.#samples(),
      },
      excerpts: this.#excerpts(),
    };
    if (this.#at !== this.#body.length)
      throw new RangeError(`${this.#body.length - this.#at} bytes follow its last part`);
    return result;
  }

  #take(length: number): Buffer {
    const end = this.#at + length;
    if (end > this.#body.length) throw new RangeError(`it ends ${end - this.#body.length} bytes too early`);
    const part = this.#body.subarray(this.#at, end);
    this.#at = end;
    return part;
  }

  #trajectories(): RunRecord['trajectories'] {
    const { lengths, metrics } = this.#header;
    const count = lengths.reduce((sum, length) => sum + length, 0);
    // Before anything is made of the numbers: every stored column has at least a byte a value.
    const leastBytes = metrics.reduce(
      (sum, metric) => sum + ('derived' in metric ? 0 : count - metric.missing.length),
      0,
    );
    if (leastBytes > this.#body.length || (leastBytes === 0 && count > 0))
      throw new RangeError(`it has no room for ${metrics.length} metrics of ${count} values`);
    const order = columnOrder(lengths);
    const stored: Record<string, Trajectory> = {};
    const leftOut: string[] = [];
    for (const metric of metrics) {
      if (Object.hasOwn(stored, metric.id) || leftOut.includes(metric.id))
        throw new RangeError(`it has ${metric.id} twice`);
      if ('derived' in metric) leftOut.push(metric.id);
      else stored[metric.id] = toRows(this.#column(metric, count), lengths, order);
    }
    const all = leftOut.length === 0 ? stored : withDerived(stored, settingOf(this.#header.record), leftOut);
    const unknown = leftOut.find((id) => !Object.hasOwn(all, id));
    if (unknown !== undefined)
      throw new RangeError(`this checkout can't compute ${unknown}, which was left out, of the other metrics`);
    return Object.fromEntries(metrics.map(({ id }) => [id, all[id] as Trajectory]));
  }

  #column(
    { id, distinct, missing }: { id: string; distinct: number; missing: readonly number[] },
    count: number,
  ): (number | null)[] {
    const absent = new Set(missing);
    if (absent.size !== missing.length || missing.some((position) => position >= count))
      throw new RangeError(`the missing values of ${id} are not ${missing.length} of its ${count}`);
    const stored = count - absent.size;
    const values = unpackColumn({ bytes: this.#take(packedBytes(stored, distinct)), distinct }, stored);
    let next = 0;
    return Array.from({ length: count }, (_, position) => (absent.has(position) ? null : (values[next++] as number)));
  }

  #samples(): RunRecord['samples'] {
    const { samples, record } = this.#header;
    const { id } = benchmarkOf(record);
    return samples.map(([seed, generation, kind]) => ({
      path: samplePath(id, seed, generation, kind),
      seed,
      generation,
      sha256: this.#take(HASH_BYTES).toString('hex'),
    }));
  }

  #excerpts(): Excerpt[] {
    return this.#header.excerpts.map(({ bytes, ...excerpt }) => {
      const content = this.#take(bytes);
      if (sha256(content) !== excerpt.sha256)
        throw new RangeError(
          `the excerpt of seed ${excerpt.seed}, generation ${excerpt.generation} has another SHA-256`,
        );
      return { ...excerpt, content };
    });
  }
}

/** As far as it is needed before the record is checked. @throws RangeError */
function benchmarkOf({ benchmark }: Readonly<Record<string, unknown>>): Pick<RunRecord['benchmark'], 'id' | 'version'> {
  const { id, version } = Object(benchmark) as { readonly id?: unknown; readonly version?: unknown };
  if (typeof id !== 'string' || typeof version !== 'number') throw new RangeError('its record names no benchmark');
  return { id, version };
}

/**
 * What a left-out metric is computed with. The record is not checked yet: its parameters are taken only if they are the
 * benchmark's. @throws RangeError
 */
function settingOf(record: Readonly<Record<string, unknown>>): Setting {
  const { id, version } = benchmarkOf(record);
  const card = findCard({ id, protocol: version });
  if (card === null)
    throw new RangeError(`metrics of ${id}@${version} were left out, which this checkout does not have`);
  const { params, size } = record.benchmark as { readonly params?: unknown; readonly size?: unknown };
  const own = card.params.safeParse(params);
  if (!own.success || typeof size !== 'number') throw new RangeError(`its parameters are not those of ${id}`);
  return { card, params: own.data as Setting['params'], size };
}

function toRows(
  values: readonly (number | null)[],
  lengths: readonly number[],
  order: ReturnType<typeof columnOrder>,
): Trajectory {
  const rows: Trajectory = lengths.map((length) => new Array<number | null>(length).fill(null));
  for (const [position, [seedIndex, generation]] of order.entries())
    (rows[seedIndex] as (number | null)[])[generation] = values[position] as number | null;
  return rows;
}
