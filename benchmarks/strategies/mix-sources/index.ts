import { Batch } from '../../numerics/batch.ts';
import { unitsOfShare } from '../../numerics/draw.ts';
import { MAIN_SOURCE } from '../../protocol/ledger.ts';
import { type ComposeContext, defineStrategy } from '../strategy.ts';
import { card } from './card.ts';

export default defineStrategy(card, (params) => ({
  sources: (families) => otherSources(params.sources, params.families === 'mixed' ? families : []),

  async compose(context) {
    const { size, sources, train } = context;
    const each = params.budget === 'full' ? size : Math.floor(size / sources.length);
    // What doesn't divide evenly goes to the learner that is evaluated.
    const main = params.budget === 'full' ? size : size - each * (sources.length - 1);
    const training = await pooled(context, MAIN_SOURCE, main, params);
    for (const source of sources) {
      if (source !== MAIN_SOURCE) train(source, await pooled(context, source, each, params));
    }
    return training;
  },
}));

/** Names the learners beside the main one: its own family first in the cycle, then the others, e.g. `kde-2`, `same-4`. */
export function otherSources(count: number, families: readonly string[]): { name: string; family: string | null }[] {
  const cycle = [null, ...families];
  return Array.from({ length: count - 1 }, (_, index) => {
    const family = cycle[(index + 1) % cycle.length] ?? null;
    return { name: `${family ?? 'same'}-${index + 2}`, family };
  });
}

/** One source's training set of `units`: simulated, then its own, then the others' samples. */
async function pooled(
  { base, draw, simulate, sources }: ComposeContext,
  source: string,
  units: number,
  { own, simulator }: { readonly own: number | 'equal'; readonly simulator: number },
): Promise<Batch> {
  const simulatedUnits = unitsOfShare(simulator, units);
  const sampledUnits = units - simulatedUnits;
  const others = sources.filter((name) => name !== source);
  const ownUnits =
    own === 'equal'
      ? sampledUnits - Math.floor((sampledUnits * others.length) / sources.length)
      : unitsOfShare(own, sampledUnits);
  const parts: Batch[] = [];
  if (simulatedUnits > 0) parts.push(await simulate(simulatedUnits));
  // The main learner's own part is what the strategies before this one make of it, so that a composition keeps them.
  parts.push(await (source === MAIN_SOURCE ? base(ownUnits) : draw(ownUnits, { source })));
  for (const [index, name] of others.entries()) {
    const otherUnits = sampledUnits - ownUnits;
    const upTo = (names: number) => Math.floor((otherUnits * names) / others.length);
    const count = upTo(index + 1) - upTo(index);
    if (count > 0) parts.push(await draw(count, { source: name }));
  }
  return Batch.concat(parts);
}
