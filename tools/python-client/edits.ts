/** Changes of a JSON value that can be written down: a vector is a base and some of these. */
import type { Step } from '#benchmarks/bundle/findings.ts';

/** A value put in the place of another, or where there was none; without a value, what is there is taken out. */
export type Edit = readonly [steps: readonly Step[]] | readonly [steps: readonly Step[], value: unknown];

/** The value with its edits made; it is changed itself. */
export function edited(value: unknown, edits: readonly Edit[]): unknown {
  let root = value;
  for (const edit of edits) {
    const [steps] = edit;
    const last = steps.at(-1);
    if (last === undefined) {
      root = edit[1];
      continue;
    }
    let parent = root as Record<Step, unknown>;
    for (const step of steps.slice(0, -1)) parent = parent[step] as Record<Step, unknown>;
    if (edit.length === 2) parent[last] = edit[1];
    else if (Array.isArray(parent)) parent.splice(Number(last), 1);
    else delete parent[last];
  }
  return root;
}

/** Every field and element below a value, by its steps; of an array only the first, and the second entry of a ledger's row. */
export function placesIn(value: unknown, steps: readonly Step[] = []): (readonly Step[])[] {
  if (Array.isArray(value)) return indicesOf(steps, value).flatMap((index) => below([...steps, index], value[index]));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => below([...steps, name], inner));
}

const below = (steps: readonly Step[], value: unknown): (readonly Step[])[] => [steps, ...placesIn(value, steps)];

function indicesOf(steps: readonly Step[], items: readonly unknown[]): readonly number[] {
  if (steps[0] === 'ledger' && steps.length === 2) return [0, 1];
  return items.length === 0 ? [] : [0];
}
