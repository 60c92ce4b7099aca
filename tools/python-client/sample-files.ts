/** Sample files in every form that benchmarks have: right ones, and each way in which they are wrong. */
import { Findings } from '#benchmarks/bundle/findings.ts';
import { readExamples } from '#benchmarks/bundle/sample-file.ts';
import type { SampleForm } from '#benchmarks/protocol/sample-form.ts';
import { npy } from './bases.ts';

/** A form, a path (whose end says what the file is), the file in base64, and the places of what is wrong. */
export type SampleVector = readonly [form: SampleForm, path: string, bytes: string, problems: readonly string[]];

const FORMS: readonly SampleForm[] = [
  { kind: 'vectors', width: 2 },
  { kind: 'ranks', vocabulary: 10 },
  { kind: 'images', side: 2 },
];

const header = (descr: string, shape: string, order = 'False'): string =>
  `{'descr': ${descr}, 'fortran_order': ${order}, 'shape': ${shape}, }`;

/** Bytes of a value of each type: zeros, but for what is said. */
const SIZES: Readonly<Record<string, number>> = {
  f2: 2,
  f4: 4,
  f8: 8,
  i1: 1,
  i2: 2,
  i4: 4,
  i8: 8,
  u1: 1,
  u2: 2,
  u4: 4,
  u8: 8,
  b1: 1,
};

function matrices(): Buffer[] {
  const files: Buffer[] = [];
  for (const [code, size] of Object.entries(SIZES)) {
    for (const [columns, shape] of [
      [1, '(2, 1)'],
      [2, '(2, 2)'],
      [4, '(2, 4)'],
      [4, '(2, 2, 2)'],
    ] as const)
      files.push(npy(header(`'<${code}'`, shape), Buffer.alloc(2 * columns * size)));
  }
  const doubles = (values: readonly number[], little = true): Buffer => {
    const bytes = Buffer.alloc(values.length * 8);
    for (const [i, value] of values.entries())
      little ? bytes.writeDoubleLE(value, i * 8) : bytes.writeDoubleBE(value, i * 8);
    return bytes;
  };
  const NAN = Number.NaN;
  files.push(
    npy(header("'>f8'", '(2, 2)'), doubles([1, 2, 3, 4], false)),
    npy(header("'<f8'", '(2, 2)', 'True'), doubles([1, 2, 3, 4])),
    npy(header("'<f8'", '(2, 2)'), doubles([1, NAN, 3, 4])),
    npy(header("'<f8'", '(2, 2)'), doubles([1, 2, 3, Number.POSITIVE_INFINITY])),
    npy(header("'<f2'", '(1, 2)'), Buffer.from('007c0000', 'hex')),
    npy(header("'<f8'", '(2, 1)'), doubles([9, 10])),
    npy(header("'<f8'", '(2, 1)'), doubles([0.5, 1])),
    npy(header("'<f8'", '(2, 1)'), doubles([-1, 1])),
    npy(header("'<f8'", '(2, 1)'), doubles([9, 0])),
    npy(header("'<f8'", '(2,)'), doubles([9, 0])),
    npy(header("'<f8'", '()'), doubles([9])),
    npy(header("'<f8'", '(0, 2)'), Buffer.alloc(0)),
    npy(header("'|u1'", '(501, 4)'), Buffer.alloc(501 * 4)),
    npy(header("'|u1'", '(500, 1)'), Buffer.alloc(500)),
    npy(header("'|u1'", '(2L, 4L)'), Buffer.alloc(8)),
    npy(header("'|u1'", '(2, 4)'), Buffer.alloc(7)),
    npy(header("'|u1'", '(2, 4)'), Buffer.alloc(9)),
    npy(header("'|u1'", '(2, 4)'), Buffer.alloc(8), 2),
    npy(header("'|u1'", '(2, 4)'), Buffer.alloc(8), 3),
    npy(header("'|u1'", '(2, 4)'), Buffer.alloc(8), 4),
    npy(header('"|u1"', '(2, 4)'), Buffer.alloc(8)),
    npy(header("'<c16'", '(2, 2)'), Buffer.alloc(64)),
    npy(header("'|O'", '(2, 2)'), Buffer.alloc(32)),
    npy(header("'<U4'", '(2, 2)'), Buffer.alloc(64)),
    npy(header("'<f16'", '(2, 2)'), Buffer.alloc(64)),
    npy(header("[('a', '<f8')]", '(2,)'), Buffer.alloc(16)),
    npy(header("'<f8'", 'two'), Buffer.alloc(16)),
    npy(header("'<f8'", '(2, 2)', 'maybe'), Buffer.alloc(32)),
    npy('{}', Buffer.alloc(0)),
    Buffer.alloc(0),
    Buffer.from('PK\x03\x04 a zip archive, as savez writes'),
    npy(header("'<f8'", '(2, 2)'), doubles([1, 2, 3, 4])).subarray(0, 40),
  );
  return files;
}

const LINES: readonly string[] = [
  '"so it is"\n',
  '"so it is"\r\n"on windows"\r\n',
  '["so", "it", "is"]\n"mixed"',
  '',
  '\n',
  '"a"\n\n"b"\n',
  '{"text": "so"}\n',
  '["so", "it is"]\n',
  '["so", 1]\n',
  '["so\u00a0it"]\n["so\u0085it"]\n["so\ufeffit"]\n',
  '"a\\u0000b"\n',
  'so it is\n',
  '7\nnull\ntrue\n',
  '"unended\n',
  '"a"\n'.repeat(500),
  '"a"\n'.repeat(501),
  `${'['.repeat(40)}${']'.repeat(40)}\n`,
];

export function sampleVectors(): SampleVector[] {
  const texts = { kind: 'texts' } as const;
  return [
    ...FORMS.flatMap((form) => matrices().map((bytes) => judged(form, 'gen-0.npy', bytes))),
    ...LINES.map((line) => judged(texts, 'gen-0.jsonl', Buffer.from(line))),
    judged(texts, 'gen-0.npy', Buffer.alloc(0)),
    judged({ kind: 'vectors', width: 1 }, 'gen-0.jsonl', Buffer.from('"a"\n')),
  ];
}

function judged(form: SampleForm, path: string, bytes: Buffer): SampleVector {
  return [form, path, bytes.toString('base64'), problemsOfSample(form, path, bytes)];
}

/** Places of what the check finds in a file, each once, in order. */
export function problemsOfSample(form: SampleForm, path: string, bytes: Buffer): string[] {
  const findings = new Findings();
  readExamples(path, bytes, form, findings);
  return [...new Set(findings.problems.map((problem) => problem.path.replace(/(?:#.*)? \(line .*$/, '')))].sort();
}
