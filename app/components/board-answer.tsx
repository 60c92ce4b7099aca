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
  readonly board: Pick<BoardView, 'suite' | 'tier' | 'group' | 'answer'>;
}

/** What stands above the table. */
const LEADING: readonly Question[] = ['none', 'percent-10'];

/** As many names as a sentence bears. */
const MOST_NAMED = 6;

/** A score with its interval, as sentences have it. */
async function scoreWords(locale: Locale): Promise<(entry: AnswerEntryView) => string> {
  const t = await getTranslations({ locale, namespace: 'board.answer' });
  return ({ value, low, high }) =>
    (value === null ? '–' : formatScore(value)) +
    (low === null || high === null ? '' : t('interval', { low: formatPoints(low), high: formatPoints(high) }));
}

/** Two sentences by rule: who is best with no real data, and who with at most a tenth. */
export async function LeadingAnswer({ locale, board: { answer } }: Props) {
  const t = await getTranslations({ locale, namespace: 'board.answer' });
  const score = await scoreWords(locale);
  const sentence = ({ question, best, untold }: AnswerView['answers'][number]): ReactNode => {
    const asked = t(`questions.${question}`);
    if (best === null) return t('lead.nobody', { question: asked });
    const entry = (words: ReactNode) => <a href={localPath(locale, submissionPath(best.id))}>{words}</a>;
    const filled = { question: asked, spec: best.spec, score: score(best), entry };
    // Under the rules of older suites what does no better than nothing has a rank, too.
    if (best.low !== null && best.low <= 0) return t.rich('lead.even', filled);
    return t.rich('lead.best', { ...filled, untold: untold.length });
  };
  return (
    <p className="leading-answer">
      {answer.answers
        .filter(({ question }) => LEADING.includes(question))
        .map((one) => (
          <span key={one.question}>{sentence(one)} </span>
        ))}
      <span className="muted">{t('lead.scale')}</span>
    </p>
  );
}

/** All that a board says in words, made by rule: a sentence for each budget, with links and intervals. It folds where there is no room beside the table. */
export async function BoardAnswer({ locale, board }: Props) {
  const t = await getTranslations({ locale, namespace: 'board.answer' });
  const lede = (await getTranslations({ locale, namespace: 'board' }))('lede');
  const place = await placeWords(locale);
  const score = await scoreWords(locale);
  const { list } = PUNCTUATION[locale];
  const names = (entries: readonly AnswerEntryView[]): ReactNode => (
    <>
      {entries.slice(0, MOST_NAMED).map((entry, index) => (
        <span key={entry.id}>
          {index > 0 && list}
          <a href={localPath(locale, submissionPath(entry.id))}>{entry.spec}</a> {score(entry)}
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
  const { answers, worse, indistinct } = board.answer;
  return (
    <aside aria-labelledby="answer" className="answer">
      <h2 id="answer">{t('title')}</h2>
      <details>
        <summary>{t('title')}</summary>
        <p className="small">{lede}</p>
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
      </details>
    </aside>
  );
}
