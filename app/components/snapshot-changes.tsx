import { getTranslations } from 'next-intl/server';
import type { SnapshotChanges } from '#leaderboard/views/index.ts';
import { formatScore } from '../format.ts';
import { type Locale, localPath } from '../i18n/locales.ts';
import { PUNCTUATION } from '../i18n/punctuation.ts';
import { submissionPath } from '../paths.ts';

interface Props {
  readonly locale: Locale;
  readonly changes: SnapshotChanges;
}

type Subject = SnapshotChanges['added'][number];

/** What was added, removed, rescored and moved, with the reasons. */
export async function ChangeList({ locale, changes }: Props) {
  const t = await getTranslations({ locale, namespace: 'snapshots' });
  const { brackets, clause, colon, comma } = PUNCTUATION[locale];
  const name = ({ submission, spec, tier }: Subject) => (
    <>
      <a href={localPath(locale, submissionPath(submission))}>{spec}</a>
      <span className="muted">{brackets(tier)}</span>
    </>
  );
  const score = (value: number | null): string => (value === null ? '–' : formatScore(value));
  const rank = (pair: readonly [number, number] | null): string =>
    pair === null ? '–' : pair[0] === pair[1] ? `${pair[0]}` : `${pair[0]}–${pair[1]}`;
  const why = (reasons: SnapshotChanges['rescored'][number]['why']): string =>
    reasons.length === 0 ? '' : brackets(reasons.map((reason) => t(`why.${reason}`)).join(clause));
  const list = (title: string, items: readonly { readonly key: string; readonly item: React.ReactNode }[]) => (
    <>
      <h3>{title}</h3>
      {items.length === 0 ? (
        <p className="muted">{t('noChange')}</p>
      ) : (
        <ul>
          {items.map(({ key, item }) => (
            <li key={key}>{item}</li>
          ))}
        </ul>
      )}
    </>
  );
  const keyOf = ({ tier, submission }: Subject, more = ''): string => `${tier}/${submission}/${more}`;
  return (
    <>
      {list(
        t('added'),
        changes.added.map((subject) => ({ key: keyOf(subject), item: name(subject) })),
      )}
      {list(
        t('removed'),
        changes.removed.map((subject) => ({
          key: keyOf(subject),
          item: (
            <>
              {name(subject)}
              {colon}
              {subject.reason}
            </>
          ),
        })),
      )}
      {list(
        t('rescored'),
        changes.rescored.map((subject) => ({
          key: keyOf(subject, subject.scope),
          item: (
            <>
              {name(subject)}
              {comma + (subject.scope === 'overall' ? t('overall') : subject.scope) + colon}
              {score(subject.before)} → {score(subject.after)}
              {why(subject.why)}
            </>
          ),
        })),
      )}
      {list(
        t('reranked'),
        changes.reranked.map((subject) => ({
          key: keyOf(subject),
          item: (
            <>
              {name(subject)}
              {colon}
              {rank(subject.before)} → {rank(subject.after)}
              {why(subject.why)}
            </>
          ),
        })),
      )}
    </>
  );
}
