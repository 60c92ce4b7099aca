import { getTranslations } from 'next-intl/server';
import type { BenchmarkView } from '#leaderboard/views/index.ts';
import type { Locale } from '../i18n/locales.ts';
import { PUNCTUATION } from '../i18n/punctuation.ts';
import { type TypeWords, typeText } from './parameter-types.ts';

interface Props {
  readonly locale: Locale;
  readonly parameters: BenchmarkView['parameters'];
  /** Said of a parameter without a default. */
  readonly optional: string;
}

/** The parameters of a benchmark or a strategy with their defaults and what they take. */
export async function ParameterList({ locale, parameters, optional }: Props) {
  const t = await getTranslations({ locale, namespace: 'common.parameters' });
  const { brackets, clause, comma } = PUNCTUATION[locale];
  const words: TypeWords = {
    comma,
    integer: t('integer'),
    number: t('number'),
    range: (low, high) => t('range', { low, high }),
    text: (length) => t('text', { length }),
  };
  return parameters.map(({ name, takes, default: value }) => {
    const told = typeText(takes, words);
    return (
      <span key={name}>
        <code>{value === null ? name : `${name}=${value}`}</code>
        <span className="muted small">{brackets(value === null ? told + clause + optional : told)}</span>{' '}
      </span>
    );
  });
}
