/** Changes of a bundle's files: bytes and headers of `.npy`, lines of `.jsonl`, which files there are. */
import type { Stream } from '#benchmarks/numerics/stream.ts';
import type { BundleFiles } from '../bundles.ts';
import { doubles, npyFile } from '../npy.ts';
import { pick } from './json-values.ts';

const text = (value: string): Uint8Array => new TextEncoder().encode(value);

function flipBytes(stream: Stream, bytes: Uint8Array, from: number, to: number): Uint8Array {
  const changed = Uint8Array.from(bytes);
  for (let i = 0; i <= stream.int(3) && to > from; i++) changed[from + stream.int(to - from)] = stream.int(256);
  return changed;
}

const DESCRS = [
  '<f8',
  '>f8',
  '<f4',
  '<f2',
  '|u1',
  '|i1',
  '<i8',
  '>u8',
  '|b1',
  '|O',
  '<U5',
  '<c16',
  '<M8[s]',
  '|V8',
  '<f3',
  '',
];
const SHAPES = [
  '()',
  '(0,)',
  '(6,)',
  '(6, 1)',
  '(1, 6)',
  '(6, 2)',
  '(6, 3)',
  '(6, 784)',
  '(1000000000, 2)',
  '(-1, 2)',
  '(6, 0)',
];
const MORE_SHAPES = [
  '(99999999999999999999,)',
  '(6,)*3',
  '(1, 1, 1, 6)',
  `(${'1, '.repeat(40)})`,
  '6',
  '(6.0,)',
  '("6",)',
];

function otherHeader(stream: Stream, bytes: Uint8Array): Uint8Array {
  const descr = pick(stream, DESCRS);
  const order = pick(stream, ['False', 'False', 'True', 'None', '1']);
  const shape = pick(stream, [...SHAPES, ...MORE_SHAPES]);
  const header = pick(stream, [
    `{'descr': '${descr}', 'fortran_order': ${order}, 'shape': ${shape}, }`,
    `{'descr': '${descr}', 'fortran_order': ${order}, 'shape': ${shape}, 'x': 1}`,
    `{'shape': ${shape}}`,
    `{'descr': [('a', '${descr}')], 'fortran_order': ${order}, 'shape': ${shape}}`,
  ]);
  return npyFile(header, bytes.subarray(128), pick(stream, [1, 2, 3] as const));
}

/** Values that no sample may have, behind the header that is there. */
function otherDoubles(stream: Stream, bytes: Uint8Array): Uint8Array {
  const changed = Uint8Array.from(bytes);
  const value = pick(stream, [Number.NaN, Number.POSITIVE_INFINITY, 1e308, -1, 0.5, -0, 1e17]);
  const places = Math.floor((changed.length - 128) / 8);
  if (places > 0) changed.set(doubles(value), 128 + 8 * stream.int(places));
  return changed;
}

const NPY: Readonly<Record<string, (stream: Stream, bytes: Uint8Array) => Uint8Array>> = {
  'npy header bytes': (stream, bytes) => flipBytes(stream, bytes, 0, 80),
  'npy header': otherHeader,
  'npy values': (stream, bytes) => flipBytes(stream, bytes, 128, bytes.length),
  'npy doubles': otherDoubles,
  'npy cut': (stream, bytes) => bytes.slice(0, stream.int(bytes.length + 1)),
  'npy longer': (stream, bytes) => Uint8Array.from([...bytes, ...new Uint8Array(1 + stream.int(16))]),
};

const LINES = [
  ...[
    '',
    ' ',
    '1',
    'null',
    '{}',
    '{"text":"a"}',
    '[]',
    '["a","b"]',
    '["a b"]',
    '[1]',
    '[["a"]]',
    '"',
    'text',
    '"a"\r',
    '\r',
  ],
  ...['"\\u0000"', '"\\ud800"', '"\\u202e"', '""', '" "', '"a" "b"', '{"a":1,"a":2}', 'NaN', '\ufeff"a"', '"\\n"'],
  JSON.stringify('word '.repeat(5000)),
  JSON.stringify(Array.from({ length: 3000 }, () => 'a')),
  '['.repeat(50) + ']'.repeat(50),
];

function otherLines(stream: Stream, bytes: Uint8Array): Uint8Array {
  const lines = new TextDecoder().decode(bytes).split('\n');
  const at = stream.int(lines.length);
  pick(stream, [
    () => lines.splice(at, 1),
    () => lines.splice(at, 0, pick(stream, LINES)),
    () => lines.splice(at, 1, pick(stream, LINES)),
    () => lines.splice(at, 0, lines[0] ?? ''),
    () => lines.splice(0, lines.length, pick(stream, LINES)),
    () => lines.splice(0, lines.length),
  ])();
  return text(lines.join(stream.uniform() < 0.1 ? '\r\n' : '\n'));
}

const NAMES = [
  ...[
    'notes.txt',
    'runs/gaussian.txt',
    'runs/none-such.json',
    'runs/GAUSSIAN.json',
    'samples/gaussian/seed-1/gen-0.txt',
  ],
  ...['samples/gaussian/seed-01/gen-0.npy', 'samples/gaussian/seed-1/gen-99.npy', 'samples/gaussian/seed-1/gen-0.png'],
  ...[
    'samples/digits-vae/seed-1/gen-0.png',
    'runs/a/b.json',
    '.DS_Store',
    '__MACOSX/x',
    'Submission.json',
    'runs/.json',
  ],
  ...['samples/ngram-text/seed-1/gen-0.npy', 'runs/constructor.json', 'samples/x/seed-1/gen-0.npy', 'submission.json '],
];

/** Which files there are. */
function otherFiles(stream: Stream, files: BundleFiles): string {
  const paths = [...files.keys()];
  const [a, b] = [pick(stream, paths), pick(stream, paths)];
  const [x, y] = [files.get(a) as Uint8Array, files.get(b) as Uint8Array];
  return pick<() => string>(stream, [
    () => {
      files.delete(a);
      return 'file removed';
    },
    () => {
      files.set(pick(stream, NAMES), x);
      return 'file added';
    },
    () => {
      files.delete(a);
      files.set(
        stream.uniform() < 0.5 ? pick(stream, NAMES) : a.replace(/\d/, (digit) => String((Number(digit) + 1) % 10)),
        x,
      );
      return 'file renamed';
    },
    () => {
      files.set(a, y).set(b, x);
      return 'files swapped';
    },
    () => {
      files.set(a, new Uint8Array());
      return 'file emptied';
    },
  ])();
}

/** Changes the files in one way; says which. */
export function mutateFiles(stream: Stream, files: BundleFiles): string {
  const samples = [...files.keys()].filter((path) => path.startsWith('samples/'));
  if (samples.length === 0 || stream.uniform() < 0.25) return otherFiles(stream, files);
  const path = pick(stream, samples);
  const bytes = files.get(path) as Uint8Array;
  if (path.endsWith('.jsonl')) {
    const isBytes = stream.uniform() < 0.15;
    files.set(path, isBytes ? flipBytes(stream, bytes, 0, bytes.length) : otherLines(stream, bytes));
    return isBytes ? 'jsonl bytes' : 'jsonl lines';
  }
  const kind = pick(stream, Object.keys(NPY));
  files.set(path, NPY[kind]?.(stream, bytes) ?? bytes);
  return kind;
}
