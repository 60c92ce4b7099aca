/**
 * Counts of all n-grams of orders 1…N in a training batch, as a trie: an n-gram is its history's node and one more word.
 * Every sentence starts with one <s>; a history at the start of a sentence is shorter instead of padded.
 */
import type { Batch } from '../../numerics/batch.ts';
import { PairTable } from '../../numerics/pair-table.ts';

/** All n-grams of one order k ≥ 2. The children of history h are the entries starts[h]…starts[h+1]). */
export interface Level {
  /** (history, word) → entry. A history is an entry of the level below; for k = 2 it is a token. */
  readonly table: PairTable;
  readonly starts: Int32Array;
  /** Entry of the level below (for k = 2 the token) that lacks the first word. `[entries]` */
  readonly suffix: Int32Array;
  /** 1 where the n-gram starts with <s>. `[entries]` */
  readonly atStart: Uint8Array;
  /** Occurrences `[entries]` */
  readonly counts: Float64Array;
  /** Summed weights of the occurrences; the same array as `counts` where examples have no weights. `[entries]` */
  readonly weights: Float64Array;
}

export interface NgramCounts {
  readonly order: number;
  /** Number of tokens that a sentence can contain; <s> is the token after the last of them. */
  readonly outcomes: number;
  /** Level k at index k − 2. */
  readonly levels: readonly Level[];
  /** Occurrences of each token `[outcomes]` */
  readonly unigramCounts: Float64Array;
  readonly unigramWeights: Float64Array;
}

/** Counts n-grams up to `order` ≥ 2 over tokens 0…outcomes−1. Examples of weight 0 are as good as absent. */
export function countNgrams(training: Batch, order: number, outcomes: number): NgramCounts {
  const batch =
    training.weights === null
      ? training
      : training.filter((i) => ((training.weights as Float64Array)[i] as number) > 0);
  const { tokens, offsets } = batch.sequenceData;
  const tokenWeights = batch.weights === null ? null : spreadWeights(batch.weights, offsets);
  const unigramCounts = new Float64Array(outcomes);
  for (let i = 0; i < tokens.length; i++) (unigramCounts[tokens[i] as number] as number)++;
  const levels: Level[] = [];
  const positions = positionsInSentence(tokens.length, offsets);
  // Node of the k-gram that ends at each token; the level below has `below` of them.
  let nodes = Int32Array.from(tokens);
  let below = outcomes + 1;
  for (let k = 2; k <= order; k++) {
    const built = countLevel(tokens, positions, nodes, below, k, outcomes, tokenWeights);
    levels.push(built.level);
    nodes = built.nodes;
    below = built.level.table.size;
  }
  return { order, outcomes, levels, unigramCounts, unigramWeights: sumBy(tokens, tokenWeights, unigramCounts) };
}

function countLevel(
  tokens: Int32Array,
  positions: Int32Array,
  nodesBelow: Int32Array,
  nodeCountBelow: number,
  k: number,
  startToken: number,
  tokenWeights: Float64Array | null,
): { level: Level; nodes: Int32Array<ArrayBuffer> } {
  const table = new PairTable(Math.max(64, tokens.length >> 1));
  const nodes = new Int32Array(tokens.length);
  for (let i = 0; i < tokens.length; i++) {
    const position = positions[i] as number;
    // The k-gram needs k − 1 tokens before this one, <s> among them.
    if (position < k - 2) nodes[i] = -1;
    else nodes[i] = table.add(position === 0 ? startToken : (nodesBelow[i - 1] as number), tokens[i] as number);
  }
  const { starts, newIds } = table.groupByFirst(nodeCountBelow);
  const counts = new Float64Array(table.size);
  const suffix = new Int32Array(table.size);
  const atStart = new Uint8Array(table.size);
  for (let i = 0; i < tokens.length; i++) {
    if ((nodes[i] as number) < 0) continue;
    const entry = newIds[nodes[i] as number] as number;
    nodes[i] = entry;
    (counts[entry] as number)++;
    suffix[entry] = nodesBelow[i] as number;
    if (positions[i] === k - 2) atStart[entry] = 1;
  }
  return { level: { table, starts, suffix, atStart, counts, weights: sumBy(nodes, tokenWeights, counts) }, nodes };
}

/** Sums token weights by node; without weights the sums are the counts. */
function sumBy(nodes: Int32Array, tokenWeights: Float64Array | null, counts: Float64Array): Float64Array {
  if (tokenWeights === null) return counts;
  const sums = new Float64Array(counts.length);
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[i] as number;
    if (node >= 0) sums[node] = (sums[node] as number) + (tokenWeights[i] as number);
  }
  return sums;
}

function positionsInSentence(length: number, offsets: Int32Array): Int32Array {
  const positions = new Int32Array(length);
  for (let s = 0; s + 1 < offsets.length; s++) {
    const from = offsets[s] as number;
    for (let i = from; i < (offsets[s + 1] as number); i++) positions[i] = i - from;
  }
  return positions;
}

function spreadWeights(weights: Float64Array, offsets: Int32Array): Float64Array {
  const spread = new Float64Array(offsets[offsets.length - 1] as number);
  for (let s = 0; s + 1 < offsets.length; s++) spread.fill(weights[s] as number, offsets[s], offsets[s + 1]);
  return spread;
}
