/** Knobs that cards share: see `heirloom attribute`. As light as a card. */
import type { Knob } from '../../protocol/card.ts';
import type { Params } from '../../protocol/ids.ts';

/** k, by which samples grow. */
const TIMES = 10;

/** k·M examples a generation, of the strategy and of generation 0 alike. */
export const moreExamples = moreThan(1_000_000);

/** The same as far as there are examples: `most`, of the parameter or of the data. */
export function moreThan(most: number): Knob {
  return {
    words: `${TIMES} times as many examples a generation, or as many as there are`,
    set: ({ sampleSize }: Params) => {
      const more = Math.min(TIMES * (sampleSize as number), most);
      return more > (sampleSize as number) ? { sampleSize: more } : {};
    },
  };
}
