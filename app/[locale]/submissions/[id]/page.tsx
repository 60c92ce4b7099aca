import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import type { SubmissionView } from '../../../../leaderboard/views.ts';
import { RunSection } from '../../../components/run-section.tsx';
import { Score } from '../../../components/score.tsx';
import { Shell } from '../../../components/shell.tsx';
import { readSubmission } from '../../../data.ts';
import { formatAmount, formatDate, formatRank, formatScore, formatShare } from '../../../format.ts';
import { NO_LOCALE, requireLocale } from '../../../i18n/page-locale.ts';
import { boardPath } from '../../../paths.ts';

interface Props {
  readonly params: Promise<{ readonly locale: string; readonly id: string }>;
}

/** A placeholder that is not found: the build must not open the database. */
export function generateStaticParams() {
  return [{ locale: NO_LOCALE, id: 'none' }];
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const submission = await readSubmission((await params).id);
  return submission === null ? {} : { title: `${submission.spec} (${submission.tier}, suite ${submission.suite})` };
}

export default async function SubmissionPage({ params }: Props) {
  const { locale: segment, id } = await params;
  const locale = requireLocale(segment);
  const submission = await readSubmission(id);
  if (submission === null) notFound();
  const { suite, tier, division } = submission;
  return (
    <Shell locale={locale} path={submission.permalink}>
      <p className="small">
        <a href={boardPath({ suite, tier, division, page: 1 })}>
          Board {suite}, {tier} tier, division {division}
        </a>
      </p>
      <h1>{submission.title}</h1>
      {submission.tombstone && (
        <p className="note">
          <strong>This entry was {submission.tombstone.kind}</strong> on {formatDate(submission.tombstone.at, locale)}:{' '}
          {submission.tombstone.reason}
        </p>
      )}
      <p className="lede">
        {submission.parts.map(({ id, summary }) => summary || id).join('. ')}
        {submission.description && <>. {submission.description}</>}
      </p>
      <Facts submission={submission} />
      <h2>Run it again</h2>
      <pre>{submission.command}</pre>
      <p className="small muted prose">
        On the same engine the same digests come out, bit for bit, whatever the number of workers.{' '}
        <a href={submission.download}>Download the bundle</a> and check it offline with{' '}
        <code>npx heirloom check FILE</code>.
      </p>
      {submission.runs.map((run) => (
        <RunSection key={run.benchmark.id} run={run} />
      ))}
      {submission.missing.length > 0 && (
        <>
          <h2>Benchmarks without a run</h2>
          <ul>
            {submission.missing.map(({ id, name, score }) => (
              <li key={id}>
                {name}: {score.words}
              </li>
            ))}
          </ul>
        </>
      )}
      <Provenance submission={submission} />
    </Shell>
  );
}

function Facts({ submission }: { readonly submission: SubmissionView }) {
  const { cost, rank, rankWords, iqm } = submission;
  return (
    <dl className="facts">
      <dt>Overall score</dt>
      <dd>
        <Score score={submission.overall} />{' '}
        {submission.overall.words && <span className="small muted">{submission.overall.words}</span>}
      </dd>
      {iqm !== null && (
        <>
          <dt>Interquartile mean</dt>
          <dd>{formatScore(iqm)}</dd>
        </>
      )}
      <dt>Rank in its division</dt>
      <dd>{rank ? `${formatRank(rank)} (simultaneous 95%)` : rankWords || 'pending'}</dd>
      <dt>Strategy</dt>
      <dd>
        <code>{submission.spec}</code>
      </dd>
      <dt>Status</dt>
      <dd>
        <span className={`tag ${submission.label}`}>{submission.label}</span>{' '}
        {submission.official ? 'official settings' : 'not official: settings differ from the tier’s'}
      </dd>
      <dt>Cost a generation</dt>
      <dd>
        {formatShare(cost.realShare)} real data, {formatAmount(cost.training)} trained on, {formatAmount(cost.sampled)}{' '}
        drawn from models
        {cost.verifierCalls > 0 && <>, {formatAmount(cost.verifierCalls)} outside checks</>} (M: the benchmark’s
        training size)
      </dd>
      <dt>Authors</dt>
      <dd>
        {submission.authors.map(({ name, affiliation, orcid }, index) => (
          <span key={name}>
            {index > 0 && ', '}
            {orcid ? <a href={`https://orcid.org/${orcid}`}>{name}</a> : name}
            {affiliation && <span className="muted"> ({affiliation})</span>}
          </span>
        ))}
      </dd>
      <dt>Submitted</dt>
      <dd>
        {formatDate(submission.createdAt, 'en')}, {submission.licence},{' '}
        {submission.attempts === 1 ? 'first attempt' : `${submission.attempts} attempts`}
        {submission.paper && (
          <>
            , <a href={submission.paper}>paper</a>
          </>
        )}
        {submission.code && (
          <>
            , <a href={submission.code}>code</a>
          </>
        )}
      </dd>
      {submission.externalInformation && (
        <>
          <dt>Outside information</dt>
          <dd>{submission.externalInformation}</dd>
        </>
      )}
    </dl>
  );
}

function Provenance({ submission }: { readonly submission: SubmissionView }) {
  return (
    <>
      <h2>Provenance</h2>
      <dl className="facts">
        <dt>Permalink</dt>
        <dd>
          <a href={submission.permalink}>{submission.permalink}</a>
        </dd>
        <dt>Bundle digest</dt>
        <dd className="digest">{submission.bundleDigest}</dd>
        {submission.runs.map(({ benchmark, resultDigest }) => (
          <div key={benchmark.id} style={{ display: 'contents' }}>
            <dt>{benchmark.name}</dt>
            <dd className="digest">{resultDigest}</dd>
          </div>
        ))}
      </dl>
      <h3>Checks</h3>
      <ul>
        {submission.verifications.map(({ level, outcome, createdAt, words }) => (
          <li key={`${level}/${createdAt}`}>
            {formatDate(createdAt, 'en')} {level}, {outcome}: {words}
          </li>
        ))}
      </ul>
    </>
  );
}
