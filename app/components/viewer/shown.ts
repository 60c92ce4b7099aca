/** What the viewer shows, which stands in its address. */
import { plainSubmission } from '#benchmarks/protocol/table-ids.ts';

export interface Shown {
  readonly left: string;
  readonly right: string;
  /** Null where the address names none: the last one is shown, where the difference is largest. */
  readonly generation: number | null;
}

/** What the address names, where it does. */
export function fromAddress(initial: Pick<Shown, 'left' | 'right'>): Shown {
  const query = new URLSearchParams(window.location.search);
  const id = (name: 'left' | 'right'): string => {
    const value = plainSubmission(query.get(name) ?? '');
    return /^[0-9a-f]{16}$/.test(value) ? value : initial[name];
  };
  const generation = /^\d{1,6}$/.exec(query.get('generation') ?? '')?.[0];
  return { left: id('left'), right: id('right'), generation: generation === undefined ? null : Number(generation) };
}

/** What the address says of what is shown. */
export function queryOf({ left, right, generation }: Shown): string {
  const at = generation === null ? '' : `&generation=${generation}`;
  return `?left=${left}&right=${right}${at}`;
}
