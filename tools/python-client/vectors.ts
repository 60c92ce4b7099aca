/** The vectors that the TypeScript's check and the Python package's are held against: bases, changes of them, and where problems are. */
import { checkBundle } from '#benchmarks/bundle/check-source.ts';
import { SUBMISSION_PATH } from '#benchmarks/bundle/layout.ts';
import type { BundleSource } from '#benchmarks/bundle/source.ts';
import { canonicalJson, sha256, withDigests } from '#benchmarks/protocol/digest.ts';
import type { Problem } from '#benchmarks/protocol/errors.ts';
import { runRecordSchema } from '#benchmarks/protocol/record.ts';
import { BENCHMARKS } from '#benchmarks/suite/catalog.ts';
import { BASES, type Base, makeBase } from './bases.ts';
import { edited } from './edits.ts';
import { type Fault, faultsOf } from './faults.ts';
import { type SampleVector, sampleVectors } from './sample-files.ts';

/** A changed bundle and what the check says of it. */
export interface BundleVector extends Fault {
  /** The changed record's digest, put into it and into the submission behind the edits; absent where the record is not changed or has none. */
  readonly digest?: string;
  /** Places of problems, each once, in order. */
  readonly problems: readonly string[];
  /** Those that the Python package does not find: its `ONLY_HEIRLOOM_CHECK`. */
  readonly only?: readonly string[];
}

export interface Vectors {
  /** Doubles as 16 hex digits, big-endian, and as canonical JSON. */
  readonly numbers: readonly (readonly [bits: string, text: string])[];
  /** JSON, and the same as canonical JSON. */
  readonly canonical: readonly (readonly [text: string, canonical: string])[];
  readonly bases: Readonly<Record<string, Base>>;
  readonly bundles: readonly BundleVector[];
  readonly samples: readonly SampleVector[];
}

export async function makeVectors(): Promise<Vectors> {
  const bases: Record<string, Base> = {};
  for (const name of BASES) bases[name] = await makeBase(name);
  const faults = BASES.flatMap((name) => faultsOf(name, bases[name] as Base));
  const bundles: BundleVector[] = [];
  for (const fault of faults) {
    const base = bases[fault.base] as Base;
    const digest = digestAfter(base, fault);
    const vector = digest === null ? fault : { ...fault, digest };
    bundles.push({ ...vector, ...(await judge(base, vector)) });
  }
  return {
    numbers: numbers(),
    canonical: CANONICAL.map((text) => [text, canonicalJson(JSON.parse(text))]),
    bases,
    bundles,
    samples: sampleVectors(),
  };
}

/** The digest of the changed record; null where its file is another altogether, or it is too broken for one. */
function digestAfter({ json }: Base, { edits = {}, files = {}, text }: Fault): string | null {
  const run = Object.keys(json).find((path) => path !== SUBMISSION_PATH) as string;
  if (files[run] !== undefined || text !== undefined) return null;
  if (edits[run] === undefined) return null;
  const parsed = runRecordSchema.safeParse(edited(structuredClone(json[run]), edits[run]));
  if (!parsed.success) return null;
  const { resultDigest: _, metricDigests = {}, ...record } = parsed.data;
  return withDigests(record, Object.keys(metricDigests)).resultDigest;
}

/** The files of a changed bundle. Each edit is of a file that the base has. */
export function filesOf(
  { json, bytes }: Base,
  { edits = {}, files = {}, text, digest }: Fault & { readonly digest?: string },
): Map<string, Buffer> {
  const all = new Map<string, Buffer>();
  for (const [path, text] of Object.entries(bytes)) all.set(path, Buffer.from(text, 'base64'));
  for (const [path, value] of Object.entries(json)) {
    const changed = edited(structuredClone(value), edits[path] ?? []) as never;
    all.set(path, Buffer.from(JSON.stringify(digest === undefined ? changed : withDigest(changed, digest))));
  }
  if (text !== undefined) {
    const [path, before, after] = text;
    all.set(path, Buffer.from(String(all.get(path)).replace(before, () => after)));
  }
  for (const [path, content] of Object.entries(files)) {
    if (content === null) all.delete(path);
    else all.set(path, Buffer.from(content, 'base64'));
  }
  return all;
}

/** The digest where a record has its own and a submission that of its first run, unless an edit made it another. */
function withDigest(value: { resultDigest?: unknown; runs?: { resultDigest?: unknown }[] }, digest: string) {
  const [run] = Array.isArray(value.runs) ? value.runs : [];
  for (const owner of [value, run])
    if (typeof owner?.resultDigest === 'string' && isDigest(owner.resultDigest)) owner.resultDigest = digest;
  return value;
}

const isDigest = (text: string): boolean => /^[0-9a-f]{64}$/.test(text) && !/^0+$/.test(text);

/** Where the check finds something. */
export async function judge(
  base: Base,
  vector: Fault & { readonly digest?: string },
): Promise<Pick<BundleVector, 'problems' | 'only'>> {
  const { problems } = await checkBundle(sourceOf(filesOf(base, vector)));
  const only = placesOf(problems.filter(isOnlyHere)).filter(
    (place) => !placesOf(problems.filter((one) => !isOnlyHere(one))).includes(place),
  );
  return { problems: placesOf(problems), ...(only.length > 0 && { only }) };
}

/** Places, each once, in order. Where a text is no JSON, parsers differ in where they see that: the file has to do. */
function placesOf(problems: readonly Problem[]): string[] {
  const places = problems.map(({ path, message }) =>
    message.startsWith('the field is there twice')
      ? path.replace(/ \(line .*$/, '')
      : path.replace(/#\S* \(line .*$/, ''),
  );
  return [...new Set(places)].sort();
}

const RELATIONS = BENCHMARKS.flatMap(({ card }) =>
  card.metrics.flatMap(({ relations = [] }) => relations.map(({ words }) => words)),
);

/** Of relations between metrics, and of trajectories that repeat another seed's. */
function isOnlyHere({ message }: Problem): boolean {
  return RELATIONS.some((words) => message.endsWith(words)) || message.includes('expected a trajectory of its own');
}

function sourceOf(files: ReadonlyMap<string, Buffer>): BundleSource {
  const read = async (path: string): Promise<Buffer> => files.get(path) as Buffer;
  return {
    files: [...files]
      .map(([path, bytes]) => ({ path, bytes: bytes.length, sha256: sha256(bytes) }))
      .sort((a, b) => (a.path < b.path ? -1 : 1)),
    problems: [],
    warnings: [],
    read,
    stream: () => {
      throw new TypeError('the check reads files whole');
    },
    close: async () => {},
  };
}

const CANONICAL = [
  '{"b":1,"a":[true,false,null,1.0,-0.0,1e21,1e-7]}',
  '{"\\u20ac":1,"\\r":2,"\\ufb33":3,"1":4,"\\ud83d\\ude00":5,"\\u0080":6,"\\u00f6":7}',
  '"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/"',
  '"\\u2028\\u007f\\b\\f\\t\\u001f"',
  '[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001]',
  '[12345678901234567890,9007199254740993,100000000000000000000,1000000000000000000000]',
  '{"":{"":[]}}',
] as const;

/** Doubles at the ends of each form, and spread over all of them. */
function numbers(): (readonly [string, string])[] {
  const bits = new DataView(new ArrayBuffer(8));
  const edges = [
    0,
    -0,
    1,
    -1,
    0.1,
    0.1 + 0.2,
    1e-6,
    9.999e-7,
    1e-7,
    1e16,
    1e20,
    123456789012345680000,
    1e21,
    5e-324,
    1.7976931348623157e308,
    2 ** 53,
    2 ** 53 + 2,
    2.2250738585072014e-308,
    295147905179352830000,
    4.35,
    1 / 3,
  ];
  const spread: number[] = [];
  for (let i = 1; spread.length < 200; i++) {
    bits.setUint32(0, Math.imul(i, 2654435761));
    bits.setUint32(4, Math.imul(i + 7, 2246822519));
    if (Number.isFinite(bits.getFloat64(0))) spread.push(bits.getFloat64(0));
  }
  return [...edges, ...spread].map((value) => {
    bits.setFloat64(0, value);
    return [bits.getBigUint64(0).toString(16).padStart(16, '0'), canonicalJson(value)];
  });
}
