/** The real text of protocol 4, and the words that there are. */
import { loadCorpus } from '../../../data/corpus.ts';
import { loadNovel } from '../../../data/moby-dick.ts';
import { WORD_PATTERN } from '../../../data/tokenise.ts';
import { measureAll } from '../../../metrics/metric.ts';
import type { SeenSpelling } from '../../../metrics/seen.ts';
import { metric as wordShare } from '../../../metrics/word-share.ts';
import type { Batch } from '../../../numerics/batch.ts';
import { meanOverDraws, OF_SAMPLES, sampleOf, type Text, textOf } from '../../shared/text-blocks.ts';

const ROOT = 'heirloom/text-transformer/4/text';

let text: Text | null = null;
let lexicon: ReadonlySet<string> | null = null;

/** Loads the novel in blocks, once a process; of the held-out ones each seed draws its own. */
export function loadText(): Text {
  text ??= textOf(loadNovel('words'));
  return text;
}

/** The words of the addresses and of the whole novel. */
function loadLexicon({ training, heldOut, decode }: Text): ReadonlySet<string> {
  lexicon ??= new Set([
    ...loadCorpus().words,
    ...[training, heldOut].flatMap((blocks) => wordsOf(decode(blocks.sequenceData.tokens))),
  ]);
  return lexicon;
}

/** As the addresses are read: benchmarks/data/tokenise.ts. */
function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().replaceAll('\u2019', "'").match(WORD_PATTERN) ?? [];
}

/** What a sample spells, block by block. */
export function spellingOf(sample: Batch, text: Text): SeenSpelling {
  return {
    spelled: () => Array.from({ length: sample.count }, (_, i) => wordsOf(text.decode(sample.sequence(i)))).flat(),
    lexicon: loadLexicon(text),
  };
}

/** What metrics give for real text of `units` tokens. */
export function truthOf(text: Text, units: number) {
  return meanOverDraws(text, units, ROOT, (sample, rng) =>
    measureAll([...OF_SAMPLES, wordShare], { ...sampleOf(sample, text), ...spellingOf(sample, text) }, rng),
  );
}
