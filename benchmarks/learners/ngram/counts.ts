/**
 * Counts of all n-grams of orders 1…N in a training batch, as a trie: an n-gram is its history's node and one more word.
 * Every sentence starts with one <s>; a history at the start of a sentence is shorter instead of padded.
 */
import type { Batch } from '../../numerics/batch.ts';
import { PairTable } from '../../numerics/pair-table.ts';

/** All n-grams of one order k ≥ 2. The children of history h are the entries starts[h]…starts[h+1]), in order of first appearance. */
export interface Level {
  /** (history, word) → entry. A history is an entry of the level below; for k = 2 it is a token. */
  readonly table: PairTable;
  readonly starts: Int32Array;
  /** The last word. `[entries]` */
  readonly words: Int32Array;
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
  histories: number,
  k: number,
  startToken: number,
  tokenWeights: Float64Array | null,
): { level: Level; nodes: Int32Array<ArrayBuffer> } {
  const { begins, places } = placesByHistory(positions, nodesBelow, histories, k, startToken);
  const nodes = new Int32Array(tokens.length).fill(-1);
  const starts = new Int32Array(histories + 1);
  const words = new Int32Array(places.length);
  const suffix = new Int32Array(places.length);
  const atStart = new Uint8Array(places.length);
  const counts = new Float64Array(places.length);
  // The entry that each word has under the history at hand, or an older one.
  const entries = new Int32Array(startToken + 1).fill(-1);
  let size = 0;
  for (let history = 0; history < histories; history++) {
    const first = size;
    for (let p = begins[history] as number; p < (begins[history + 1] as number); p++) {
      const i = places[p] as number;
      const word = tokens[i] as number;
      let entry = entries[word] as number;
      if (entry < first) {
        entry = size++;
        entries[word] = entry;
        words[entry] = word;
        suffix[entry] = nodesBelow[i] as number;
        if (positions[i] === k - 2) atStart[entry] = 1;
      }
      (counts[entry] as number)++;
      nodes[i] = entry;
    }
    starts[history + 1] = size;
  }
  const own = counts.slice(0, size);
  return {
    level: {
      table: PairTable.ofGroups(starts, words.subarray(0, size)),
      starts,
      words: words.slice(0, size),
      suffix: suffix.slice(0, size),
      atStart: atStart.slice(0, size),
      counts: own,
      weights: sumBy(nodes, tokenWeights, own),
    },
    nodes,
  };
}

/** The tokens at which a k-gram ends, history by history, each in order of the text: history h has places[begins[h]…begins[h+1]). */
function placesByHistory(
  positions: Int32Array,
  nodesBelow: Int32Array,
  histories: number,
  k: number,
  startToken: number,
): { readonly begins: Int32Array; readonly places: Int32Array } {
  // The k-gram needs k − 1 tokens before its last, <s> among them.
  const historyAt = (i: number): number => (positions[i] === 0 ? startToken : (nodesBelow[i - 1] as number));
  const begins = new Int32Array(histories + 1);
  for (let i = 0; i < positions.length; i++)
    if ((positions[i] as number) >= k - 2) (begins[historyAt(i) + 1] as number)++;
  for (let h = 0; h < histories; h++) begins[h + 1] = (begins[h + 1] as number) + (begins[h] as number);
  const places = new Int32Array(begins[histories] as number);
  const next = begins.slice();
  for (let i = 0; i < positions.length; i++) {
    if ((positions[i] as number) < k - 2) continue;
    const history = historyAt(i);
    const to = next[history] as number;
    next[history] = to + 1;
    places[to] = i;
  }
  return { begins, places };
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
