/** Reads the examples of a `.npy` file in the form that the benchmark's have, or says with which line of NumPy it gets it. */
import { describeForm, type MatrixForm, widthOf } from '../protocol/sample-form.ts';
import { MAX_SAMPLE_EXAMPLES } from './layout.ts';
import { lengthFault, type NpyHeader, type NumberHeader, type OtherValues, readHeader, readValues } from './npy.ts';

export type MatrixExamples =
  | { readonly kind: 'vectors'; readonly width: number; readonly values: Float64Array }
  | { readonly kind: 'ranks'; readonly values: Float64Array }
  | { readonly kind: 'images'; readonly side: number; readonly values: Uint8Array };

/** The examples, or what is wrong. Nothing but the header is looked at before it fits. */
export function readMatrix(bytes: Buffer, form: MatrixForm): MatrixExamples | string {
  const header = readHeader(bytes);
  if (typeof header === 'string') return `${header}; ${expected(form)}`;
  if (!isNumeric(header))
    return `the array holds ${otherValues(header)}; ${expected(form)}: save ${remedyFor(header, form)}`;
  const fault = shapeFault(header, form) ?? lengthFault(header, bytes);
  if (fault !== null) return fault;
  const values = readValues(bytes, header);
  switch (form.kind) {
    case 'vectors':
      return readVectors(header, values, form);
    case 'ranks':
      return readRanks(header, values, form);
    case 'images':
      return readImages(header, values, form);
  }
}

const expected = (form: MatrixForm): string => `expected ${describeForm(form)}`;

function isNumeric(header: NpyHeader): header is NumberHeader {
  return header.type.kind !== 'other';
}

function otherValues({ type }: NpyHeader): string {
  if (type.kind !== 'other') return type.name;
  return type.descr === '' ? type.what : `${type.what}, dtype "${type.descr}"`;
}

/** What NumPy makes of the array `x` that can be read. */
function remedyFor({ type, shape }: NpyHeader, form: MatrixForm): string {
  const target = { vectors: 'np.float64', ranks: 'np.int64', images: 'np.uint8' }[form.kind];
  const remedies: Readonly<Record<OtherValues, string>> = {
    'complex numbers': `x.real.astype(${target})`,
    'extended-precision numbers': `x.astype(${target})`,
    'Python objects (a pickle)': shape.length === 1 ? `np.stack(x).astype(${target})` : `x.astype(${target})`,
    'records with fields': `np.stack([x[name] for name in x.dtype.names], axis=-1).astype(${target})`,
    texts: `x.astype(${target})`,
    dates: `x.astype(${target})`,
    // What NumPy makes of types that are not its own, such as bfloat16 and float8 of ml_dtypes.
    'raw bytes': 'x.astype(np.float32)',
  };
  return type.kind === 'other' ? remedies[type.what] : `x.astype(${target})`;
}

/** `[n, …]`, where the other dimensions make up one row: images may be `[n, 28, 28]`, single numbers `[n]`. */
function shapeFault({ shape, type }: NumberHeader, form: MatrixForm): string | null {
  const [rows, ...inner] = shape;
  const width = widthOf(form);
  const product = (lengths: readonly number[]): number => lengths.reduce((all, length) => all * length, 1);
  if (rows === undefined || product(inner) !== width) {
    const isTurned = shape.length > 1 && product(shape.slice(0, -1)) === width;
    const isFlat = shape.length === 1 && rows !== undefined && rows > 0 && rows % width === 0;
    const remedy = isTurned ? `: save x.reshape(${width}, -1).T` : isFlat ? `: save x.reshape(-1, ${width})` : '';
    return `the shape is [${shape.slice(0, 8).join(', ')}] of ${type.name}; ${expected(form)}${remedy}`;
  }
  return countFault(rows, `: save x[:${MAX_SAMPLE_EXAMPLES}]`);
}

/** What is wrong with a file's number of examples. */
export function countFault(count: number, remedy = ''): string | null {
  if (count >= 1 && count <= MAX_SAMPLE_EXAMPLES) return null;
  const isMany = count > MAX_SAMPLE_EXAMPLES;
  const received = isMany ? `more than ${MAX_SAMPLE_EXAMPLES}` : 'no';
  return `the file has ${received} examples; expected 1 to ${MAX_SAMPLE_EXAMPLES}${isMany ? remedy : ''}`;
}

type Values = Float64Array | Uint8Array;
type FormOf<Kind extends MatrixForm['kind']> = Extract<MatrixForm, { kind: Kind }>;

function readVectors({ type }: NumberHeader, values: Values, form: FormOf<'vectors'>): MatrixExamples | string {
  if (type.kind !== 'float' || values instanceof Uint8Array) {
    return `the type is ${type.name}; ${expected(form)}, not rounded ones: save x.astype(np.float64)`;
  }
  return firstFault(values, form, Number.isFinite, 'finite numbers') ?? { ...form, values };
}

/** Whole numbers of any type, as NumPy's generators give them. */
function readRanks({ type }: NumberHeader, values: Values, form: FormOf<'ranks'>): MatrixExamples | string {
  if (type.kind === 'bool') return `the type is bool; ${expected(form)}: save x.astype(np.int64)`;
  const isRank = (value: number): boolean => Number.isInteger(value) && value >= 0 && value < form.vocabulary;
  const fault = firstFault(values, form, isRank, `whole numbers from 0 to ${form.vocabulary - 1}, a word’s rank each`);
  return fault ?? { kind: 'ranks', values: Float64Array.from(values) };
}

/** Bytes alone: of other types nobody can tell whether 1 is ink or the faintest grey. */
function readImages({ type }: NumberHeader, values: Values, form: FormOf<'images'>): MatrixExamples | string {
  if (values instanceof Uint8Array) return { ...form, values };
  const [low, high] = extremes(values);
  const range = Number.isFinite(low) && Number.isFinite(high) ? `, ${low} to ${high}` : '';
  return `the type is ${type.name}${range}; ${expected(form)}: ${pixelRemedy(type.kind, low, high)}`;
}

function pixelRemedy(kind: NumberHeader['type']['kind'], low: number, high: number): string {
  if (kind === 'bool') return 'save 255 * x.astype(np.uint8)';
  if (low >= 0 && high <= 1) return 'save np.round(255 * x).astype(np.uint8)';
  if (low >= 0 && high <= 255) return `save ${kind === 'float' ? 'np.round(x)' : 'x'}.astype(np.uint8)`;
  if (low >= -1 && high <= 1) return 'save np.round(127.5 * (x + 1)).astype(np.uint8)';
  return 'bring x to 0–1, then save np.round(255 * x).astype(np.uint8)';
}

/** Smallest and largest value; NaN where one is NaN. */
function extremes(values: Float64Array): [number, number] {
  return [
    values.reduce((low, value) => Math.min(low, value), Number.POSITIVE_INFINITY),
    values.reduce((high, value) => Math.max(high, value), Number.NEGATIVE_INFINITY),
  ];
}

/** The first value that isn't good, by its place. */
function firstFault(
  values: Values,
  form: MatrixForm,
  isGood: (value: number) => boolean,
  wanted: string,
): string | null {
  const index = values.findIndex((value: number) => !isGood(value));
  if (index < 0) return null;
  const width = widthOf(form);
  return `row ${Math.floor(index / width)}, column ${index % width} is ${values[index]}; expected ${wanted}`;
}
