/**
 * `npm run untranslated`: what the site says in English on its Chinese pages: benchmarks, their cards, strategies, metrics and units, because
 * app/messages/zh/catalog.json lacks them, and which texts there have no card. The exit code is 0 either way: whoever adds
 * a card need not speak both languages.
 */
import { catalogIds, untranslated } from '../../app/i18n/untranslated.ts';
import { say } from '../../scripts/support/steps.mjs';

const FILE = 'app/messages/zh/catalog.json';

export function main(): void {
  const { missing, left } = untranslated(catalogIds());
  for (const name of missing) say(`${name}: has no text in ${FILE}; its pages show the card’s English.`);
  for (const name of left) say(`${name}: has a text in ${FILE} and no card; remove it.`);
  if (missing.length + left.length === 0) say(`Nothing: ${FILE} has every benchmark, card, strategy, metric and unit.`);
}
