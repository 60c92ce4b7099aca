import { MAIN_SOURCE } from '../../protocol/ledger.ts';
import { defineStrategy } from '../strategy.ts';
import { card } from './card.ts';

export default defineStrategy(card, ({ threshold, temperature, text }) => {
  const options = { threshold, temperature };
  if (text === 'samples') {
    return {
      sample: async ({ units, source, which, draw, editTokens }) =>
        editTokens(which, await draw(units), { ...options, source }),
    };
  }
  return {
    async compose({ size, real, memory, editTokens }) {
      const before = memory.held[0] ?? real.original();
      const edited = await editTokens('last', before.head(size), { ...options, source: MAIN_SOURCE });
      memory.keep(edited);
      return edited;
    },
  };
});
