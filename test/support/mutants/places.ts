/** Places of problems, sorted into kinds; and a walk for numbers that no answer may have. */
import type { Problem } from '#benchmarks/protocol/errors.ts';

/** What a place begins with: a file of the bundle, or the bundle itself. */
export const SOURCE = /\S/;

/** What the check says at a record of another file: of submission.json, of another record, of the samples that it lists. */
const OF_ANOTHER_FILE = /submission\.json|as in runs\/|^the bundle has no samples\//;

/** Whether a problem is one of a record by itself, or of the archive that the records are in. */
export const isInRecord = ({ path, message }: Problem): boolean =>
  !/^(submission\.json|samples\/)/.test(path) && !OF_ANOTHER_FILE.test(message);

/** Whether a problem is that an entry is there, whatever it holds. */
export const isOfEntry = (problem: Problem): boolean =>
  placeKind(problem) === '(another path)' || problem.message.startsWith('the path ');

const OPEN_NAMES = /^(trajectories|truth|params|passed|resolved)$/;

/** `runs/gaussian.json#/ledger/1/2/sampled` with its numbers as stars: what differs from mutant to mutant is left out. */
export function placeKind({ path }: Problem): string {
  const bare = path.replace(/ \(line .*$/, '');
  const [file = '', pointer] = bare.split('#');
  const kind = fileKind(file);
  if (pointer === undefined) return kind;
  const steps = pointer.split('/').slice(1);
  const kinds = steps.map((step, index) => {
    if (/^\d+$/.test(step) || OPEN_NAMES.test(steps[index - 1] ?? '')) return '*';
    return /^[a-zA-Z]{1,24}\d?$/.test(step) ? step : '(name)';
  });
  return `${kind}#${kinds.map((step) => `/${step}`).join('')}`;
}

function fileKind(file: string): string {
  const line = /:\d+$/.test(file) ? ':*' : '';
  const name = file.replace(/:\d+$/, '');
  if (name === 'submission.json') return name;
  if (/^runs\/[a-z0-9-]+\.json$/.test(name)) return 'runs/*.json';
  const sample = /^samples\/[a-z0-9-]+\/seed-\d+\/gen-\d+\.(npy|jsonl|png)$/.exec(name);
  if (sample) return `samples/*.${sample[1]}${line}`;
  return name.startsWith('(') ? name : '(another path)';
}

/** @throws TypeError where a number anywhere in a value is not finite, naming its place */
export function requireFinite(value: unknown, place: string): void {
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`${place} is ${value}`);
  } else if (value instanceof Map) {
    for (const [key, item] of value) requireFinite(item, `${place}/${String(key)}`);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) requireFinite(item, `${place}/${key}`);
  }
}
