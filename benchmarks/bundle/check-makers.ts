/** Checks what a record says of what made its seeds: every seed of the record once, and no other. */
import type { RunRecord } from '../protocol/record.ts';
import { at, type FileCheck } from './findings.ts';

type Fields = Pick<RunRecord, 'seeds'> & { readonly makers: NonNullable<RunRecord['environment']['madeBy']> };

export function checkMakers({ seeds, makers }: Fields, { file, findings }: FileCheck): void {
  const open = new Set(seeds);
  for (const [index, maker] of makers.entries()) {
    for (const [place, seed] of maker.seeds.entries()) {
      if (open.delete(seed)) continue;
      findings.add(
        at(file, 'environment', 'madeBy', index, 'seeds', place),
        `received seed ${seed}; expected seeds of the record, each of them once`,
      );
    }
  }
  const [first] = open;
  if (first === undefined) return;
  findings.add(
    at(file, 'environment', 'madeBy'),
    `does not say what made seed ${first}${open.size > 1 ? ` and ${open.size - 1} more` : ''}; expected every seed of the record once, or no madeBy`,
  );
}
