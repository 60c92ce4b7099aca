/** What is said of compositions in which a strategy does nothing, or undoes what stands before it. */
import { formatSpec } from '../protocol/spec.ts';
import type { RunPlan } from '../runner/plan.ts';

/** Without a hook of their own: a composition is what it is without them. */
export const ADDS_NOTHING: readonly string[] = ['replace'];
/** They bring the whole training set and ask nothing of the strategies before them. */
export const BRINGS_ALL: readonly string[] = ['freeze', 'gen0-samples', 'oracle'];

/** A line for each such strategy of a composition, in the order of the runs; each composition once. */
export function compositionNotes(runs: readonly Pick<RunPlan, 'strategy'>[]): string[] {
  const compositions = new Map(runs.map(({ strategy }) => [strategy.spec, strategy.parts]));
  return [...compositions].flatMap(([spec, parts]) => {
    if (parts.length < 2) return [];
    const idle = parts.find(({ id }) => ADDS_NOTHING.includes(id));
    const rest = parts.filter(({ id }) => !ADDS_NOTHING.includes(id));
    const same = formatSpec(rest.length > 0 ? rest : parts.slice(0, 1));
    const all = rest.slice(1).find(({ id }) => BRINGS_ALL.includes(id));
    return [
      ...(idle === undefined
        ? []
        : [`Note: ${spec}: ${idle.id} adds nothing to a composition; the numbers are those of ${same}.`]),
      ...(all === undefined
        ? []
        : [
            `Note: ${spec}: ${all.id} brings the whole training set; what stands before it can only change how models are sampled and fitted.`,
          ]),
    ];
  });
}
