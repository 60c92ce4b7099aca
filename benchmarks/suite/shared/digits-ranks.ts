/** Which digit has which rank of frequency: a permutation of the digits of each seed's own, balanced over seeds. */
import { DIGITS } from '../../data/mnist.ts';
import { Stream } from '../../numerics/stream.ts';

/**
 * The digits of a seed in the order of their ranks. Ten seeds (1–10, 11–20, …) are the ten turns of one permutation: each digit
 * has each rank once, and in the first five of them every other rank.
 * @param root of the stream that the permutations are drawn from: `<benchmark>@<version>`
 * @param seed from 1
 */
export function rankedDigits(root: string, seed: number): readonly number[] {
  const block = Math.floor((seed - 1) / DIGITS);
  const permutation = new Stream(`heirloom/${root}/ranks/${block}`).choose(DIGITS, DIGITS);
  const place = (seed - 1) % DIGITS;
  const half = DIGITS / 2;
  const turn = (2 * place + (place < half ? 0 : 1)) % DIGITS;
  return Array.from(permutation, (_, rank) => permutation[(rank + turn) % DIGITS] as number);
}
