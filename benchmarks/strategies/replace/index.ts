import { defineStrategy } from '../strategy.ts';
import { card } from './card.ts';

/** No hooks: the harness's default training set is M samples of the last generation's model. */
export default defineStrategy(card, () => ({}));
