/**
 * `npm run untranslated`: which benchmarks, strategies and metrics the site names in English on its Chinese pages, because
 * app/messages/zh/catalog.json lacks them, and which texts there have no card. The exit code is 0 either way: whoever adds
 * a card need not speak both languages.
 */
import { STRATEGIES } from '#benchmarks/strategies/catalog.ts';
import { LEADING, METRICS } from '#benchmarks/suite/catalog.ts';
import { untranslated } from '../../app/i18n/untranslated.ts';
import { say } from '../../scripts/support/steps.mjs';

const FILE = 'app/messages/zh/catalog.json';

export function main(): void {
  const { missing, left } = untranslated({
    benchmarks: LEADING.map(({ card }) => card.id),
    strategies: STRATEGIES.map(({ card }) => card.id),
    // A histogram has a name beside its bins'.
    metrics: METRICS.flatMap(({ id, bin }) => (bin ? [id, bin.of.id] : [id])),
  });
  for (const name of missing) say(`${name}: has no text in ${FILE}; its pages show the card’s English.`);
  for (const name of left) say(`${name}: has a text in ${FILE} and no card; remove it.`);
  if (missing.length + left.length === 0) say(`Nothing: ${FILE} has every benchmark, strategy and metric.`);
}
