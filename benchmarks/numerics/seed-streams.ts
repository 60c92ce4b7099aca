/** Random streams of a seed. */
import type { Stream } from './stream.ts';

/** The path of a seed's stream, from which all others of the seed are derived. `root`: `<benchmark>@<version>`. */
export function seedRoot(root: string, seed: number): string {
  return `heirloom/${root}/seed/${seed}`;
}

/** What a seed's world is drawn from. `rng`: the seed's stream */
export const worldStream = (rng: Stream): Stream => rng.child('world');
