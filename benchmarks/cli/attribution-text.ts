/** What `attribute` prints. */
import type { Attribution, AttributionResult, Part } from '../protocol/attribution.ts';
import { ERRORS } from '../protocol/card.ts';
import { formatTable } from './table.ts';
import { wrapText } from './wrap-text.ts';

export function attributionText(result: AttributionResult): string {
  const { strategy, oracle, knobs } = result;
  const columns: (readonly [string, Attribution])[] = [[strategy.spec, strategy]];
  if (strategy.spec !== 'oracle') columns.push(['oracle', oracle]);
  const row = (name: string, part: (split: Attribution) => Part): string[] => [
    name,
    ...columns.map(([, split]) => partText(part(split))),
  ];
  const names = columns.map(([spec]) => spec);
  const rows = [
    row(result.metric, ({ whole }) => whole),
    ...ERRORS.map((error) => row(`${error} error`, ({ parts }) => parts[error])),
    row('not removed', ({ left }) => left),
  ];
  const words = knobs.map((knob) =>
    'none' in knob ? `${knob.error}: nothing to turn, ${knob.none}.` : `${knob.error}: ${knob.words}.`,
  );
  return [
    `${result.benchmark}, ${result.tier}: mean of ${result.metric} over generations 1 to ${result.generations}, ${result.seeds} seeds, 95% intervals`,
    '',
    formatTable(['', ...names], rows, names),
    '',
    ...[
      ...words,
      'The errors’ parts sum to the loss less what is not removed; one below 0 says that its knob made matters worse.',
    ].flatMap((text) => wrapText(text, 80)),
  ].join('\n');
}

const partText = ({ value, interval }: Part): string =>
  `${value.toPrecision(3)}${interval === null ? '' : ` [${interval.map((end) => end.toPrecision(3)).join(', ')}]`}`;
