/** Numbers that a snapshot claims beside those that are recomputed. */
import type { Problem } from '../protocol/errors.ts';

/** Elementary functions may differ in the last bits from one machine to another. */
const TOLERANCE = 1e-9;

/** Adds a problem where the two differ by more than rounding. */
export function compareNumber(claimed: number | null, own: number | null, path: string, problems: Problem[]): void {
  if (claimed === own) return;
  if (claimed !== null && own !== null && Math.abs(claimed - own) <= TOLERANCE * Math.max(1, Math.abs(own))) return;
  problems.push({ path, message: `is ${claimed}; recomputed: ${own}` });
}
