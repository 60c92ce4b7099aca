import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import type { SubmissionView } from '#leaderboard/views/index.ts';
import { formatAmount, formatDate, formatPoints, formatRank, formatShare } from '../format.ts';
import { type Locale, localPath } from '../i18n/locales.ts';
import { PUNCTUATION } from '../i18n/punctuation.ts';
import { strategyPath } from '../paths.ts';
import { OutsideLink } from './outside-link.tsx';
import { Score } from './score.tsx';
import { cellWords, idleWords, outsideWords, reasons } from './score-words.ts';

interface Props {
  readonly locale: Locale;
  readonly submission: SubmissionView;
}

/** Score, rank, status, cost and authors of a submission. */
export async function SubmissionFacts({ locale, submission }: Props) {
  const t = await getTranslations({ locale, namespace: 'submission' });
  const why = await reasons(locale);
  const { brackets, comma, list } = PUNCTUATION[locale];
  const words = await cellWords(locale);
  const beside = await idleWords(locale);
  const { overall, iqm, rank, rankReason, sameAs, idle, verification, label, official, outside } = submission;
  const { obstacles, caveats } = submission.repeat;
  const isOurCode = obstacles.length === 0 && caveats.length === 0;
  const own = isOurCode ? 'maintained' : 'maintainedOther';
  const level = verification === 'reported' && label === 'maintained' ? own : verification;
  return (
    <dl className="facts">
      <dt>{t('facts.overall')}</dt>
      <dd>
        <Score score={overall} words={words} />{' '}
        {overall.controls === 'own' && <span className="tag own">{words.own}</span>}{' '}
        <span className="small muted">{why.score(overall)}</span>
      </dd>
      {iqm !== null && (
        <>
          <dt>{t('facts.iqm')}</dt>
          <dd>{formatPoints(iqm)}</dd>
        </>
      )}
      <dt>{t('facts.rank')}</dt>
      <dd>{rank ? `${formatRank(rank)}${brackets(t('facts.rankNote'))}` : why.rank(rankReason, sameAs)}</dd>
      {idle.length > 0 && (
        <>
          <dt>{t('facts.idle')}</dt>
          <dd>{beside(idle)}</dd>
        </>
      )}
      <dt>{t('facts.strategy')}</dt>
      <dd>
        <Strategy locale={locale} submission={submission} />
      </dd>
      <Doses locale={locale} submission={submission} />
      <dt>{t('facts.status')}</dt>
      <dd>
        <span className={`tag ${label}`}>{verification === 'reported' ? label : verification}</span>{' '}
        {t(`status.${level}`)} {official ? t('official') : t('unofficial')}
        {outside && ` ${t('outside', { label: await outsideWords(locale) })}`}
      </dd>
      <dt>{t('facts.cost')}</dt>
      <dd>
        <Cost locale={locale} submission={submission} />
      </dd>
      <dt>{t('facts.authors')}</dt>
      <dd>
        {submission.authors.map(({ name, affiliation, orcid }, index) => (
          <span key={name}>
            {index > 0 && list}
            {orcid ? <OutsideLink href={`https://orcid.org/${orcid}`}>{name}</OutsideLink> : name}
            {affiliation && <span className="muted">{brackets(affiliation)}</span>}
          </span>
        ))}
      </dd>
      <dt>{t('facts.submitted')}</dt>
      <dd>
        {[formatDate(submission.createdAt, locale), submission.licence, ''].join(comma)}
        {t('attempts', { count: submission.attempts })}
        {comma}
        {t('counted', { ...submission.counted })}
      </dd>
      <Links submission={submission} locale={locale} />
      {submission.externalInformation && (
        <>
          <dt>{t('facts.outside')}</dt>
          <dd>{submission.externalInformation}</dd>
        </>
      )}
    </dl>
  );
}

/** The specification with a link to each of its strategies; it is the link itself where it is no more than one's id. */
function Strategy({ locale, submission: { spec, parts } }: Props) {
  const link = (id: string, text: ReactNode) => (
    <a className={id === spec ? '' : 'small'} href={localPath(locale, strategyPath(id))} key={id}>
      {text}
    </a>
  );
  const spelled = <code>{spec}</code>;
  if (parts.length === 1 && parts[0]?.id === spec) return link(spec, spelled);
  return (
    <>
      {spelled} {parts.map(({ id }, index) => [index > 0 && PUNCTUATION[locale].list, link(id, id)])}
    </>
  );
}

/** Where its authors have written about it, and its code. */
async function Links({ locale, submission: { paper, code } }: Props) {
  const t = await getTranslations({ locale, namespace: 'submission' });
  return (
    [
      ['paper', paper],
      ['code', code],
    ] as const
  ).map(
    ([name, href]) =>
      href !== null && (
        <div className="pair" key={name}>
          <dt>{t(name)}</dt>
          <dd>
            <OutsideLink href={href}>{href}</OutsideLink>
          </dd>
        </div>
      ),
  );
}

/** A strategy by itself has a page that shows it dose by dose. */
async function Doses({ locale, submission: { parts } }: Props) {
  const [part, ...more] = parts;
  if (part === undefined || more.length > 0) return null;
  const t = await getTranslations({ locale, namespace: 'submission' });
  return (
    <>
      <dt>{t('facts.doses')}</dt>
      <dd>
        <a href={`${localPath(locale, strategyPath(part.id))}#doses`}>{t('doses', { family: part.id })}</a>
      </dd>
    </>
  );
}

async function Cost({ locale, submission: { cost } }: Props) {
  const t = await getTranslations({ locale, namespace: 'submission' });
  return t('cost', {
    real: formatShare(cost.realShare),
    trained: formatAmount(cost.training),
    drawn: formatAmount(cost.sampled),
    checks: cost.verifierCalls > 0 ? formatAmount(cost.verifierCalls) : 'none',
  });
}
