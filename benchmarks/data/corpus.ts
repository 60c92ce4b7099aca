/** The English corpus of the text benchmarks: the State of the Union addresses as sentences of words, split once for all. */
import { requireChecksum, sha256Of } from './checksum.ts';
import { type Address, loadAddresses } from './sotu.ts';
import { Tokeniser } from './tokenise.ts';

/** Over the words, one a line, then the token ids and the sentence offsets (32-bit, little-endian). */
const TOKENS_SHA256 = '64bcc9627160e0cbf678c7484afb347aa8e4ca7c583121eaca85895d2b245c85';
/** Over the ids of the held-out addresses, one a line. */
const SPLIT_SHA256 = '434989a3e0182518b4ef9facf17568e12fe99cd48891e973b2319b884efbae3f';
const REMEDY =
  'The tokeniser or the split was changed: that moves numbers and needs a new version of the text benchmarks.';

/** One address in this many is held out. */
const HELD_OUT_ONE_IN = 10;

/** Sentences of word ids: sentence i is tokens[offsets[i]…offsets[i+1]). */
export interface Sentences {
  readonly tokens: Int32Array;
  readonly offsets: Int32Array;
}

export interface Corpus {
  /** The words by id, in order of first appearance. */
  readonly words: readonly string[];
  readonly all: Sentences;
  /** The addresses that real data are drawn from. */
  readonly training: Sentences;
  /** The addresses that models are evaluated on; none of them is in `training`. */
  readonly heldOut: Sentences;
  readonly heldOutAddresses: readonly string[];
  /** Each address, by year, with its sentences in `all`: from…to, `to` excluded. */
  readonly addresses: readonly { readonly id: string; readonly from: number; readonly to: number }[];
}

let loaded: Corpus | null = null;

/**
 * Loads, tokenises and splits the corpus; later calls in the same process return the same object.
 * @throws HeirloomError run-failed where the data, the token stream or the split is not the suite's
 */
export function loadCorpus(): Corpus {
  loaded ??= buildCorpus(loadAddresses());
  return loaded;
}

/** Whether an address is held out: the first 32 bits of the SHA-256 of its id, modulo 10, are 0. */
export function isHeldOut(addressId: string): boolean {
  return Number.parseInt(sha256Of([addressId]).slice(0, 8), 16) % HELD_OUT_ONE_IN === 0;
}

function buildCorpus(addresses: readonly Address[]): Corpus {
  const tokeniser = new Tokeniser();
  const heldOutAddresses: string[] = [];
  const sentenceIsHeldOut: boolean[] = [];
  const ranges: { id: string; from: number; to: number }[] = [];
  for (const { id, text } of addresses) {
    const from = tokeniser.sentences;
    tokeniser.add(text);
    ranges.push({ id, from, to: tokeniser.sentences });
    const heldOut = isHeldOut(id);
    if (heldOut) heldOutAddresses.push(id);
    while (sentenceIsHeldOut.length < tokeniser.sentences) sentenceIsHeldOut.push(heldOut);
  }
  const { words } = tokeniser;
  const all: Sentences = { tokens: tokeniser.tokens(), offsets: tokeniser.offsets() };
  requireChecksum(
    'Token stream of the addresses',
    sha256Of([words.join('\n'), all.tokens, all.offsets]),
    TOKENS_SHA256,
    REMEDY,
  );
  requireChecksum('Held-out addresses', sha256Of([heldOutAddresses.join('\n')]), SPLIT_SHA256, REMEDY);
  return {
    words,
    all,
    training: selectSentences(all, (i) => sentenceIsHeldOut[i] === false),
    heldOut: selectSentences(all, (i) => sentenceIsHeldOut[i] === true),
    heldOutAddresses,
    addresses: ranges,
  };
}

function selectSentences({ tokens, offsets }: Sentences, wanted: (sentence: number) => boolean): Sentences {
  const kept = new Int32Array(tokens.length);
  const keptOffsets = [0];
  let length = 0;
  for (let i = 0; i + 1 < offsets.length; i++) {
    if (!wanted(i)) continue;
    const sentence = tokens.subarray(offsets[i], offsets[i + 1]);
    kept.set(sentence, length);
    length += sentence.length;
    keptOffsets.push(length);
  }
  return { tokens: kept.slice(0, length), offsets: Int32Array.from(keptOffsets) };
}
