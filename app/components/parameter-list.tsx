import type { BenchmarkView } from '#leaderboard/views/index.ts';
import type { Locale } from '../i18n/locales.ts';
import { PUNCTUATION } from '../i18n/punctuation.ts';

interface Props {
  readonly locale: Locale;
  readonly parameters: BenchmarkView['parameters'];
  /** Said of a parameter without a default. */
  readonly optional: string;
}

/** The parameters of a benchmark or a strategy with their defaults and what they take. */
export function ParameterList({ locale, parameters, optional }: Props) {
  const { brackets, clause } = PUNCTUATION[locale];
  return parameters.map(({ name, takes, default: value }) => (
    <span key={name}>
      <code>{value === null ? name : `${name}=${value}`}</code>
      <span className="muted small">{brackets(value === null ? takes + clause + optional : takes)}</span>{' '}
    </span>
  ));
}
