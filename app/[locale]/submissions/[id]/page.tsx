import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { revisionsOf } from '#benchmarks/protocol/swhid.ts';
import { submissionCitations, submissionMetaTags } from '#leaderboard/submissions/citation.ts';
import type { SubmissionView } from '#leaderboard/views/index.ts';
import { catalogText } from '../../../components/catalog-text.ts';
import { CiteBox } from '../../../components/cite-box.tsx';
import { FileList } from '../../../components/file-list.tsx';
import { MetaTags } from '../../../components/meta-tags.tsx';
import { placeWords } from '../../../components/place-words.ts';
import { RunAgain } from '../../../components/run-again.tsx';
import { RunSection } from '../../../components/run-section.tsx';
import { Shell } from '../../../components/shell.tsx';
import { StrategyModule } from '../../../components/strategy-module.tsx';
import { SubmissionFacts } from '../../../components/submission-facts.tsx';
import { SubmissionFigures } from '../../../components/submission-figures.tsx';
import { SubmissionSummary } from '../../../components/submission-summary.tsx';
import { SubmissionVerification } from '../../../components/submission-verification.tsx';
import { readSubmission } from '../../../data.ts';
import { formatDate } from '../../../format.ts';
import { type Locale, localPath } from '../../../i18n/locales.ts';
import { NO_LOCALE, requireLocale } from '../../../i18n/page-locale.ts';
import { PUNCTUATION } from '../../../i18n/punctuation.ts';
import {
  boardPath,
  comparePath,
  entryFigurePath,
  eventsPath,
  filesPath,
  submissionFilePath,
  submissionPath,
} from '../../../paths.ts';
import { siteUrl } from '../../../site-url.ts';

interface Props {
  readonly params: Promise<{ readonly locale: string; readonly id: string }>;
}

/** A placeholder that is not found: the build must not open the database. */
export function generateStaticParams() {
  return [{ locale: NO_LOCALE, id: 'none' }];
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale: segment, id } = await params;
  const locale = requireLocale(segment);
  const submission = await readSubmission(id);
  if (submission === null) return {};
  const t = await getTranslations({ locale, namespace: 'submission' });
  const { spec, tier, suite } = submission;
  return {
    title: t('metaTitle', { spec, tier, suite }),
    description: await descriptionOf(submission, locale),
  };
}

export default async function SubmissionPage({ params }: Props) {
  const { locale: segment, id } = await params;
  const locale = requireLocale(segment);
  const submission = await readSubmission(id);
  if (submission === null) notFound();
  const { suite, tier, division, classes } = submission;
  const place = (await placeWords(locale))({ division, classes });
  const t = await getTranslations({ locale, namespace: 'submission' });
  const text = catalogText(locale);
  return (
    <Shell
      card={hasScore(submission) ? entryFigurePath(id, 'en') : undefined}
      locale={locale}
      path={submission.permalink}
    >
      <MetaTags tags={submissionMetaTags(submission, siteUrl(), await descriptionOf(submission, locale))} />
      <p className="small">
        <a href={localPath(locale, boardPath({ suite, tier, division, ...classes, page: 1 }))}>
          {t('board', { suite, tier, division: place })}
        </a>
      </p>
      <h1>{submission.title}</h1>
      <Tombstone locale={locale} submission={submission} />
      {submission.objection !== null && (
        <p className="note" role="note">
          {t('objection', { reason: submission.objection })}
        </p>
      )}
      {submission.supersedes.length > 0 && (
        <p className="small">
          {t.rich('supersedes', { links: () => <Older ids={submission.supersedes} locale={locale} /> })}
        </p>
      )}
      <p className="lede">
        {submission.parts.map((part) => text.strategy(part).summary || part.id).join(PUNCTUATION[locale].stop)}
      </p>
      <Description submission={submission} />
      <SubmissionFacts locale={locale} submission={submission} />
      <SubmissionSummary locale={locale} submission={submission} />
      <SubmissionFigures locale={locale} submission={submission} />
      <h2>{t('runs')}</h2>
      <div className="runs">
        {submission.runs.map((run) => (
          <RunSection id={id} key={run.benchmark.id} locale={locale} run={run} spec={submission.spec} />
        ))}
      </div>
      <Compare locale={locale} submission={submission} />
      <SubmissionVerification locale={locale} submission={submission} />
      <History locale={locale} submission={submission} />
      <RunAgain locale={locale} submission={submission} />
      <StrategyModule id={id} locale={locale} />
      <CiteBox
        citations={submissionCitations(submission, siteUrl())}
        filePath={(format) => submissionFilePath(id, format)}
        locale={locale}
        title={t('cite')}
      />
      <Provenance locale={locale} submission={submission} />
    </Shell>
  );
}

/** Whether there is anything to be drawn of its scores. */
const hasScore = ({ overall, runs }: SubmissionView): boolean =>
  [overall, ...runs.map(({ score }) => score)].some(({ value }) => value !== null);

/** What the page says of itself where it is listed or cited. */
async function descriptionOf({ spec, tier, suite, authors }: SubmissionView, locale: Locale): Promise<string> {
  const t = await getTranslations({ locale, namespace: 'submission' });
  const names = authors.map(({ name }) => name).join(PUNCTUATION[locale].list);
  return t('metaDescription', { spec, tier, suite, authors: names });
}

interface PartProps {
  readonly locale: Locale;
  readonly submission: SubmissionView;
}

/** What its authors say of it, unless it is what the strategy's card says already. */
function Description({ submission: { description, parts } }: Pick<PartProps, 'submission'>) {
  // Drafts have the card's summary as a sentence.
  const isKnown = parts.length === 1 && description.replace(/\.$/, '') === parts[0]?.summary;
  if (description === '' || isKnown) return null;
  return <p className="prose">{description}</p>;
}

async function Tombstone({ locale, submission: { tombstone } }: PartProps) {
  if (tombstone === null) return null;
  const t = await getTranslations({ locale, namespace: 'submission.tombstone' });
  const { kind, reason, at, supersededBy } = tombstone;
  const successor = localPath(locale, submissionPath(supersededBy ?? ''));
  return (
    <p className="note">
      {t.rich(kind, { date: formatDate(at, locale), reason, link: (words) => <a href={successor}>{words}</a> })}
    </p>
  );
}

/** Links to entries whose place was taken. */
function Older({ locale, ids }: { readonly locale: Locale; readonly ids: readonly string[] }) {
  return ids.map((id, index) => [
    index > 0 && PUNCTUATION[locale].list,
    <a href={localPath(locale, submissionPath(id))} key={id}>
      {id}
    </a>,
  ]);
}

/** With the controls that its first run was scored against. */
async function Compare({ locale, submission: { id, runs } }: PartProps) {
  const controls = runs[0]?.controls;
  if (!controls) return null;
  const t = await getTranslations({ locale, namespace: 'submission' });
  const ids = [...new Set([id, controls.replace, controls.oracle])];
  return (
    <p>
      <a href={localPath(locale, comparePath(ids))}>{t('compare')}</a>
    </p>
  );
}

/** What was checked, and what happened to it. */
async function History({ locale, submission }: PartProps) {
  const t = await getTranslations({ locale, namespace: 'submission' });
  return (
    <>
      <h2>{t('history')}</h2>
      <h3>{t('checks')}</h3>
      <ul>
        {submission.verifications.map(({ level, outcome, createdAt, words }) => (
          <li key={`${level}/${createdAt}`} title={words}>
            {t(`checkWords.${outcome}`, { date: formatDate(createdAt, locale), level })}
          </li>
        ))}
      </ul>
      <EventLog locale={locale} submission={submission} />
    </>
  );
}

async function Provenance({ locale, submission }: PartProps) {
  const t = await getTranslations({ locale, namespace: 'submission' });
  const text = catalogText(locale);
  const revisions = revisionsOf(submission.runs.map(({ environment }) => environment));
  return (
    <>
      <h2>{t('provenance')}</h2>
      <dl className="facts">
        <dt>{t('permalink')}</dt>
        <dd>
          <a href={submission.permalink}>{submission.permalink}</a>
        </dd>
        <dt>{t('bundleDigest')}</dt>
        <dd className="digest">{submission.bundleDigest}</dd>
        {revisions.length > 0 && (
          <>
            <dt>{t('revision')}</dt>
            <dd className="digest">
              {revisions.map((revision) => (
                <div key={revision}>{revision}</div>
              ))}
            </dd>
          </>
        )}
        {submission.runs.map(({ benchmark, resultDigest }) => (
          <div className="pair" key={benchmark.id}>
            <dt>{text.benchmark(benchmark).name}</dt>
            <dd className="digest">{resultDigest}</dd>
          </div>
        ))}
      </dl>
      <h3>{t('files.title')}</h3>
      <p>
        <a href={submission.download}>{t('files.bundle')}</a>
      </p>
      <p>
        {t('files.elsewhere')} <a href={submissionFilePath(submission.id, 'every-eval-ever')}>Every Eval Ever</a> ·{' '}
        <a href={submissionFilePath(submission.id, 'eval-results')}>Hugging Face</a>
      </p>
      <FileList source={filesPath(submission.id)} words={{ show: t('files.show'), failed: t('files.failed') }} />
    </>
  );
}

/** What happened to it, the oldest first. */
async function EventLog({ locale, submission: { id, events } }: PartProps) {
  const t = await getTranslations({ locale, namespace: 'submission.events' });
  return (
    <>
      <h3>{t('title')}</h3>
      <ul>
        {events.map(({ kind, at, actor, reason, other }) => {
          const said = { date: formatDate(at, locale), what: t(`kinds.${kind}`), actor: t(`actors.${actor}`) };
          return (
            <li key={`${kind}/${at}`}>
              {reason === null ? t('line', said) : t('withReason', { ...said, reason })}{' '}
              {other !== null && <a href={localPath(locale, submissionPath(other))}>{other}</a>}
            </li>
          );
        })}
      </ul>
      <p className="small">
        <a href={eventsPath(id)}>{t('api')}</a>
      </p>
    </>
  );
}
