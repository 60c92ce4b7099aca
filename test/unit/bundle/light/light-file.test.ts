/** A light result gives its record back, whatever it holds, and says what is wrong with a file that doesn't. */
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { Findings } from '#benchmarks/bundle/findings.ts';
import { cutExcerpts } from '#benchmarks/bundle/light/excerpts.ts';
import { type Excerpt, excerptGenerations } from '#benchmarks/bundle/light/format.ts';
import { type LightResult, readLight } from '#benchmarks/bundle/light/read-light.ts';
import { writeLight } from '#benchmarks/bundle/light/write-light.ts';
import { LIMITS } from '#benchmarks/bundle/limits.ts';
import { readExamples } from '#benchmarks/bundle/sample-file.ts';
import { isLater } from '#benchmarks/protocol/metric.ts';
import type { RunRecord } from '#benchmarks/protocol/record.ts';
import { benchmarkNamed } from '#benchmarks/suite/catalog.ts';
import { requireRun } from '../../../support/bundles.ts';

let record: RunRecord;
let excerpts: Excerpt[];

async function excerptsOf(benchmark: string, strategy = 'replace') {
  const run = await requireRun(benchmark, strategy);
  const plain = JSON.parse(JSON.stringify(run.record)) as RunRecord;
  return {
    record: plain,
    excerpts: await cutExcerpts(plain, async (path) => Buffer.from(run.files.get(path) as Uint8Array)),
  };
}

beforeAll(async () => {
  ({ record, excerpts } = await excerptsOf('gaussian'));
});

function read(bytes: Uint8Array) {
  const findings = new Findings();
  return {
    light: readLight(bytes, 'runs/x.light', findings),
    problems: findings.problems.map(({ message }) => message),
  };
}

interface Header {
  metrics: ({ id: string; derived?: boolean; missing: number[]; distinct: number } & Record<string, unknown>)[];
  [field: string]: unknown;
}

/** The file with another header or another rest. */
function changed(bytes: Uint8Array, change: (header: Header) => void, rest = (body: Buffer): Buffer => body): Buffer {
  const content = brotliDecompressSync(bytes);
  const end = content.indexOf(0x0a);
  const header = JSON.parse(content.subarray(0, end).toString('utf8')) as Header;
  change(header);
  return brotliCompressSync(
    Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), rest(content.subarray(end + 1))]),
  );
}

const headerOf = (bytes: Uint8Array): Header => {
  let found: Header | null = null;
  changed(bytes, (header) => {
    found = header;
  });
  return found as unknown as Header;
};

describe('a record comes back as it was', () => {
  it.each(['gaussian', 'regression', 'gmm-2d', 'word-frequencies', 'ngram-text'])('%s', async (benchmark) => {
    const made = await excerptsOf(benchmark);
    const { light, problems } = read(writeLight(made.record, made.excerpts));
    expect(problems).toEqual([]);
    expect(light?.record).toEqual(made.record);
    expect(light?.excerpts).toEqual(made.excerpts);
  });

  it('with seeds that stopped, values that are none, and −0', () => {
    const [first, ...others] = record.seeds;
    const trajectories = Object.fromEntries(
      Object.entries(record.trajectories).map(([metric, rows]) => [
        metric,
        [rows[0]?.slice(0, 2) ?? [], ...rows.slice(1)],
      ]),
    );
    const kl = trajectories.kl as (number | null)[][];
    (kl[1] as (number | null)[])[2] = null;
    (kl[2] as (number | null)[])[0] = -0;
    const stopped = {
      ...record,
      trajectories,
      ledger: [record.ledger[0]?.slice(0, 2) ?? [], ...record.ledger.slice(1)],
    };
    expect([first, others.length > 1]).toEqual([1, true]);
    const { light } = read(writeLight(stopped, []));
    expect(light?.record).toEqual(stopped);
    const back = (light as LightResult).record.trajectories as typeof trajectories;
    expect(Object.is(back.kl?.[2]?.[0], -0)).toBe(true);
  });

  it('or is not written: rows of a metric that are longer than those of another', () => {
    const trajectories = { ...record.trajectories, kl: record.trajectories.kl?.map((row) => [...row, 1]) ?? [] };
    expect(() => writeLight({ ...record, trajectories }, [])).toThrow(
      /can't be written as a light result: the record differs/,
    );
  });
});

describe('a metric that follows from others', () => {
  /** Of those that the protocol began with. */
  const derivedIn = (bytes: Uint8Array): string[] =>
    headerOf(bytes).metrics.flatMap(({ id, derived }) => (derived && !later.includes(id) ? [id] : []));
  const later = benchmarkNamed('gaussian')
    .card.metrics.filter(isLater)
    .map(({ id }) => id);

  it('is left out', () => {
    expect(derivedIn(writeLight(record, []))).toEqual(['w2-root', 'w2', 'tail-mass', 'central-escape']);
  });

  it('is kept where one of its values differs in the last bit', () => {
    const view = new DataView(new ArrayBuffer(8));
    const rows = structuredClone(record.trajectories['w2-root']) as number[][];
    view.setFloat64(0, rows[3]?.[2] as number);
    view.setUint8(7, view.getUint8(7) ^ 1);
    (rows[3] as number[])[2] = view.getFloat64(0);
    const bytes = writeLight({ ...record, trajectories: { ...record.trajectories, 'w2-root': rows } }, []);
    expect(derivedIn(bytes)).toEqual(['w2', 'tail-mass', 'central-escape']);
  });
});

describe('an excerpt', () => {
  it('is of five generations at most, with the first and the last', () => {
    expect([1, 3, 5, 6, 11, 51].map(excerptGenerations)).toEqual([
      [0],
      [0, 1, 2],
      [0, 1, 2, 3, 4],
      [0, 1, 3, 4, 5],
      [0, 3, 5, 8, 10],
      [0, 13, 25, 38, 50],
    ]);
  });

  it('holds the first examples of the sample file, and no more than a hundred', async () => {
    const run = await requireRun('gaussian', 'replace');
    const [sample] = run.record.samples;
    const form = { kind: 'vectors', width: 1 } as const;
    const whole = readExamples(
      'a.npy',
      Buffer.from(run.files.get(sample?.path ?? '') as Uint8Array),
      form,
      new Findings(),
    );
    const part = readExamples('b.npy', excerpts[0]?.content as Buffer, form, new Findings());
    expect(whole?.kind === 'vectors' && part?.kind === 'vectors' && [...part.values]).toEqual(
      whole?.kind === 'vectors' && [...whole.values.subarray(0, 100)],
    );
  });
});

describe('a file that is none is refused, with the reason', () => {
  it.each<[string, (bytes: Buffer) => Uint8Array, RegExp]>([
    ['nothing', () => Buffer.alloc(0), /no light result, or was cut off/],
    ['cut off', (bytes) => bytes.subarray(0, bytes.length - 10), /no light result, or was cut off/],
    ['something else', () => brotliCompressSync(Buffer.from('hello')), /no light result/],
    ['more than may be unpacked', () => brotliCompressSync(Buffer.alloc(LIMITS.lightBytes + 1)), /no light result/],
    [
      'another format',
      (bytes) =>
        changed(bytes, (h) => {
          h.format = 'heirloom.light/2';
        }),
      /expected "heirloom\.light\/1"/,
    ],
    [
      'a field too many',
      (bytes) =>
        changed(bytes, (h) => {
          h.more = 1;
        }),
      /unknown field/,
    ],
    [
      'a body that is too short',
      (bytes) =>
        changed(
          bytes,
          () => {},
          (body) => body.subarray(1),
        ),
      /ends 1 bytes too early|another SHA-256/,
    ],
    [
      'a body that is too long',
      (bytes) =>
        changed(
          bytes,
          () => {},
          (body) => Buffer.concat([body, Buffer.alloc(3)]),
        ),
      /3 bytes follow/,
    ],
    [
      'an excerpt that was changed',
      (bytes) =>
        changed(
          bytes,
          () => {},
          (body) => Buffer.concat([body.subarray(0, -1), Buffer.of(1)]),
        ),
      /has another SHA-256/,
    ],
    [
      'a metric that can’t be derived',
      (bytes) =>
        changed(bytes, (h) => {
          h.metrics.push({ id: 'beauty', derived: true } as never);
        }),
      /can't compute beauty, which was left out/,
    ],
    [
      'what it is derived of missing',
      (bytes) =>
        changed(bytes, (h) => {
          h.metrics = h.metrics.filter(({ derived }) => derived);
        }),
      /no room|can't compute w2/,
    ],
    [
      'a metric left out of another protocol',
      (bytes) =>
        changed(bytes, (h) => {
          (h.record as { benchmark: { version: number } }).benchmark.version = 99;
        }),
      /metrics of gaussian@99 were left out, which this checkout does not have/,
    ],
    [
      'a metric left out under parameters that are none',
      (bytes) =>
        changed(bytes, (h) => {
          (h.record as { benchmark: { params: unknown } }).benchmark.params = { mean: 'far' };
        }),
      /its parameters are not those of gaussian/,
    ],
    [
      'a metric twice',
      (bytes) =>
        changed(bytes, (h) => {
          h.metrics.push(h.metrics.find(({ derived }) => derived) as never);
        }),
      /w2-root twice|w2 twice/,
    ],
    [
      'missing values that are not there',
      (bytes) =>
        changed(bytes, (h) => {
          for (const metric of h.metrics) if (!metric.derived) metric.missing = [1e6];
        }),
      /missing values of|no room/,
    ],
    [
      'seeds without end',
      (bytes) =>
        changed(bytes, (h) => {
          h.lengths = Array(1000).fill(1_000_000);
        }),
      /no room for/,
    ],
    [
      'a ledger that points nowhere',
      (bytes) =>
        changed(bytes, (h) => {
          h.ledger = { kinds: [], rows: [], seeds: [0] };
        }),
      /compact ledger has no row 0/,
    ],
    [
      'no benchmark',
      (bytes) =>
        changed(bytes, (h) => {
          h.record = {};
        }),
      /names no benchmark/,
    ],
  ])('%s', (_, change, message) => {
    const { light, problems } = read(change(writeLight(record, excerpts)));
    expect(light).toBeNull();
    expect(problems.join('\n')).toMatch(message);
  });
});
