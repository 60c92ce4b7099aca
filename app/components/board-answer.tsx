import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import type { AnswerEntryView, AnswerView, BoardView, Question } from '#leaderboard/views/index.ts';
import { formatPoints, formatRank, formatScore } from '../format.ts';
import { type Locale, localPath } from '../i18n/locales.ts';
import { PUNCTUATION } from '../i18n/punctuation.ts';
import { boardPath, submissionPath } from '../paths.ts';
import { placeWords } from './place-words.ts';

interface Props {
  readonly locale: Locale;
  readonly board: Pick<BoardView, 'suite' | 'tier' | 'group'>;
  readonly answer: AnswerView;
}

/** As many names as a sentence bears. */
const MOST_NAMED = 6;

/** What a board says in words, made by rule: a sentence for each budget, with links and intervals. */
export async function BoardAnswer({ locale, board, answer }: Props) {
  const t = await getTranslations({ locale, namespace: 'board.answer' });
  const place = await placeWords(locale);
  const { list } = PUNCTUATION[locale];
  const link = ({ id, spec }: Pick<AnswerEntryView, 'id' | 'spec'>): ReactNode => (
    <a href={localPath(locale, submissionPath(id))}>{spec}</a>
  );
  const score = ({ value, low, high }: AnswerEntryView): string =>
    (value === null ? '–' : formatScore(value)) +
    (low === null || high === null ? '' : t('interval', { low: formatPoints(low), high: formatPoints(high) }));
  const names = (entries: readonly AnswerEntryView[]): ReactNode => (
    <>
      {entries.slice(0, MOST_NAMED).map((entry, index) => (
        <span key={entry.id}>
          {index > 0 && list}
          {link(entry)} {score(entry)}
        </span>
      ))}
      {entries.length > MOST_NAMED && ` ${t('more', { count: entries.length - MOST_NAMED })}`}
    </>
  );
  const best = (entry: AnswerEntryView, question: Question): ReactNode => {
    const { suite, tier } = board;
    const group = question === 'networks' ? 'networks' : board.group;
    const { division, classes } = entry;
    const href = localPath(locale, boardPath({ suite, tier, group, division, ...classes, page: 1 }));
    return t.rich('best', {
      spec: entry.spec,
      score: score(entry),
      rank: entry.rank === null ? '–' : formatRank(entry.rank),
      of: entry.rank?.of ?? 0,
      place: place(entry),
      entry: (words) => <a href={localPath(locale, submissionPath(entry.id))}>{words}</a>,
      board: (words) => <a href={href}>{words}</a>,
    });
  };
  const { answers, worse, indistinct } = answer;
  const isEmpty = worse.length + indistinct.length === 0 && answers.every((one) => one.best === null);
  if (isEmpty)
    return (
      <section aria-labelledby="answer" className="answer">
        <h2 id="answer">{t('title')}</h2>
        <p>{t('nobody')}</p>
      </section>
    );
  return (
    <section aria-labelledby="answer" className="answer">
      <h2 id="answer">{t('title')}</h2>
      <dl>
        {answers.map(({ question, best: first, untold }) => (
          <div key={question}>
            <dt>{t(`questions.${question}`)}</dt>
            <dd>
              {first === null ? t('nobody') : best(first, question)}{' '}
              {untold.length > 0 && t.rich('untold', { others: () => names(untold) })}
            </dd>
          </div>
        ))}
        <div>
          <dt>{t('worseTitle')}</dt>
          <dd>{worse.length === 0 ? t('noneWorse') : t.rich('worse', { others: () => names(worse) })}</dd>
        </div>
        {indistinct.length > 0 && (
          <div>
            <dt>{t('indistinctTitle')}</dt>
            <dd>{names(indistinct)}</dd>
          </div>
        )}
      </dl>
      <p className="small muted">{t('text')}</p>
    </section>
  );
}
