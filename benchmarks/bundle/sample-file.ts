/** Reads one sample file: `.npy` with a matrix of doubles or of bytes (images), or `.jsonl` with one JSON value a line. */
import { load } from 'npyjs';
import { type Findings, printable } from './findings.ts';
import { parseJson } from './json.ts';
import { MAX_SAMPLE_EXAMPLES } from './layout.ts';
import { npyHeadFault } from './npy-head.ts';

/** What all sample files of a run have in common. */
export type SampleShape =
  | { readonly kind: 'npy'; readonly width: number; readonly dtype: 'f8' | 'u1' }
  | { readonly kind: 'jsonl' };

/** Adds what is wrong with a file's content. Returns the shape that the run's other files have to have. */
export async function readSamples(
  path: string,
  bytes: Buffer,
  expected: SampleShape | null,
  findings: Findings,
): Promise<SampleShape | null> {
  const shape = path.endsWith('.npy') ? await readMatrix(path, bytes, findings) : readLines(path, bytes, findings);
  if (shape === null || expected === null) return expected ?? shape;
  if (shape.kind !== expected.kind) {
    findings.add(path, `the file is .${shape.kind}; expected .${expected.kind}, as the run's other samples`);
  } else if (shape.kind === 'npy' && expected.kind === 'npy') {
    if (shape.width !== expected.width) {
      findings.add(
        path,
        `the rows have ${shape.width} columns; expected ${expected.width}, as in the run's other samples`,
      );
    }
    if (shape.dtype !== expected.dtype) {
      findings.add(path, `the type is ${shape.dtype}; expected ${expected.dtype}, as in the run's other samples`);
    }
  }
  return expected;
}

const EXPECTED_MATRIX =
  'expected a matrix [n, width] in C order, of little-endian float64 (dtype "<f8") or, for images, of bytes (dtype "|u1")';

async function readMatrix(path: string, bytes: Buffer, findings: Findings): Promise<SampleShape | null> {
  const matrix = await parseNpy(bytes);
  if (typeof matrix === 'string') {
    findings.add(path, `${matrix}; ${EXPECTED_MATRIX}`);
    return null;
  }
  const { data, rows, width } = matrix;
  const dtype = data instanceof Uint8Array ? 'u1' : 'f8';
  if (!isExampleCount(rows, path, findings)) return null;
  const index = data instanceof Uint8Array ? -1 : data.findIndex((value) => !Number.isFinite(value));
  if (index >= 0) {
    findings.add(
      path,
      `row ${Math.floor(index / width)}, column ${index % width} is ${data[index]}; expected finite numbers`,
    );
  }
  return { kind: 'npy', width, dtype };
}

/** A matrix `[rows, width]`, row by row; bytes are images' pixels. */
export interface NpyMatrix {
  readonly data: Float64Array | Uint8Array;
  readonly rows: number;
  readonly width: number;
}

/** The matrix of a `.npy` file, or what is wrong with it. */
export async function parseNpy(bytes: Buffer): Promise<NpyMatrix | string> {
  const fault = npyHeadFault(bytes);
  if (fault !== null) return fault;
  let parsed: Awaited<ReturnType<typeof load>>;
  try {
    parsed = await load(new Uint8Array(bytes));
  } catch (error) {
    return `the file is no readable .npy (${printable((error as Error).message, 100)})`;
  }
  const { data, shape, fortranOrder, dtype } = parsed;
  const isDoubles = data instanceof Float64Array && dtype === 'f8';
  const isBytes = data instanceof Uint8Array && dtype === 'u1';
  if (!isDoubles && !isBytes) return `the type is ${printable(String(dtype))}`;
  const [rows, width] = shape;
  if (shape.length !== 2 || rows === undefined || width === undefined || !(width >= 1) || fortranOrder) {
    return `the shape is [${shape.slice(0, 8).join(', ')}]${fortranOrder ? ' in Fortran order' : ''}`;
  }
  if (rows * width !== data.length) return `the header says ${rows} × ${width} values, the file has ${data.length}`;
  return { data, rows, width };
}

function readLines(path: string, bytes: Buffer, findings: Findings): SampleShape | null {
  const lines = splitLines(bytes);
  if (!isExampleCount(lines.length, path, findings)) return null;
  for (const [index, line] of lines.entries()) {
    if (line.length === 0) findings.add(`${path}:${index + 1}`, 'the line is empty; expected one JSON value a line');
    else parseJson(line, `${path}:${index + 1}`, findings);
  }
  return { kind: 'jsonl' };
}

/** The lines of a file, one more than there may be at most. */
function splitLines(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  let start = 0;
  while (start < bytes.length && lines.length <= MAX_SAMPLE_EXAMPLES) {
    const end = bytes.indexOf(0x0a, start);
    lines.push(bytes.subarray(start, end < 0 ? bytes.length : end));
    start = end < 0 ? bytes.length : end + 1;
  }
  return lines;
}

function isExampleCount(count: number, path: string, findings: Findings): boolean {
  if (count >= 1 && count <= MAX_SAMPLE_EXAMPLES) return true;
  const received = count > MAX_SAMPLE_EXAMPLES ? `more than ${MAX_SAMPLE_EXAMPLES}` : 'no';
  findings.add(path, `the file has ${received} examples; expected 1 to ${MAX_SAMPLE_EXAMPLES}`);
  return false;
}
