/** Reads one sample file, `.npy` or `.jsonl`, in the form that the benchmark's examples have. */
import { describeForm, type SampleForm } from '../protocol/sample-form.ts';
import { at, type Findings, show } from './findings.ts';
import { parseJson } from './json.ts';
import { MAX_SAMPLE_EXAMPLES, type SampleKind } from './layout.ts';
import { countFault, type MatrixExamples, readMatrix } from './sample-matrix.ts';

/** What a sample file holds. */
export type Examples = MatrixExamples | { readonly kind: 'texts'; readonly texts: readonly string[] };

export function countExamples(examples: Examples): number {
  switch (examples.kind) {
    case 'texts':
      return examples.texts.length;
    case 'images':
      return examples.values.length / (examples.side * examples.side);
    case 'vectors':
      return examples.values.length / examples.width;
    case 'ranks':
      return examples.values.length;
  }
}

/** How files of a form are written. */
export function fileKindOf(form: SampleForm): SampleKind {
  return form.kind === 'texts' ? 'jsonl' : 'npy';
}

/** The examples of a file; null where there is something wrong, which is added to the findings. */
export function readExamples(path: string, bytes: Buffer, form: SampleForm, findings: Findings): Examples | null {
  const before = findings.problems.length + findings.omitted;
  const isLines = path.endsWith('.jsonl');
  if (isLines !== (form.kind === 'texts')) {
    findings.add(
      path,
      `the file is .${isLines ? 'jsonl' : 'npy'}; expected .${fileKindOf(form)}, ${describeForm(form)}, as the benchmark and its parameters say`,
    );
  }
  if (isLines) {
    const texts = readTexts(path, bytes, findings);
    return findings.problems.length + findings.omitted > before ? null : { kind: 'texts', texts };
  }
  if (form.kind === 'texts') return null;
  const matrix = readMatrix(bytes, form);
  if (typeof matrix !== 'string') return matrix;
  findings.add(path, matrix);
  return null;
}

function readTexts(path: string, bytes: Buffer, findings: Findings): string[] {
  const lines = splitLines(bytes);
  const fault = countFault(lines.length);
  if (fault !== null) findings.add(path, fault);
  if (lines.length > MAX_SAMPLE_EXAMPLES) return [];
  const texts: string[] = [];
  for (const [index, line] of lines.entries()) {
    if (findings.full) break;
    const place = `${path}:${index + 1}`;
    if (isBlank(line)) {
      findings.add(place, 'the line is empty; expected a text or an array of words, as one JSON value a line');
      continue;
    }
    const value = parseJson(line, place, findings);
    const text = value === undefined ? null : readText(value, place, findings);
    if (text !== null) texts.push(text);
  }
  return texts;
}

/** Nothing, or the carriage return that Windows ends a line with. */
const isBlank = (line: Buffer): boolean => line.length === 0 || (line.length === 1 && line[0] === 0x0d);

/** One example: a text, or words, which make the text that has spaces between them. */
function readText(value: unknown, place: string, findings: Findings): string | null {
  if (typeof value === 'string') return value;
  if (!Array.isArray(value)) {
    const hasText = typeof value === 'object' && value !== null && 'text' in value && typeof value.text === 'string';
    const remedy = hasText ? '; write what its field "text" holds, alone' : '';
    findings.add(place, `received ${show(value)}; expected a text or an array of words${remedy}`);
    return null;
  }
  const wrong = value.findIndex((word) => typeof word !== 'string' || /\s/.test(word));
  if (wrong < 0) return value.join(' ');
  const word: unknown = value[wrong];
  findings.add(
    at(place, wrong),
    typeof word === 'string'
      ? `received ${show(word)}, which has white space; expected a word: a text is written as one JSON string, each on its own line`
      : `received ${show(word)}; expected a word: an example is a text or an array of words`,
  );
  return null;
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
