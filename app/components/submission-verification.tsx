import { getTranslations } from 'next-intl/server';
import type {
  HiddenBatchView,
  SubmissionView,
  VerificationReasonView,
  VerificationStatusView,
  VerifiedScore,
} from '#leaderboard/views/index.ts';
import { readVerification } from '../data.ts';
import { formatDuration, formatInterval, formatScore } from '../format.ts';
import { type Locale, localPath } from '../i18n/locales.ts';
import { PUNCTUATION } from '../i18n/punctuation.ts';
import { submissionPath, verificationPath } from '../paths.ts';
import { catalogText } from './catalog-text.ts';
import { LiveVerification } from './live-verification.tsx';
import { cellWords } from './score-words.ts';

interface Props {
  readonly locale: Locale;
  readonly submission: SubmissionView;
}

interface PartProps {
  readonly locale: Locale;
  readonly submission: SubmissionView;
  readonly status: VerificationStatusView;
}

/** Where the site's own run of an entry stands, and what it came to: claimed beside verified values. */
export async function SubmissionVerification({ locale, submission }: Props) {
  const status = await readVerification(submission.id);
  if (status === null || (status.state === 'none' && status.duplicates.length === 0)) return null;
  const t = await getTranslations({ locale, namespace: 'verification' });
  const { state, reason, computeMs, controlsMs, runs } = status;
  const isUnderWay = state === 'queued' || state === 'running';
  const source = verificationPath(submission.id);
  return (
    <>
      <h2 id="verification">{t('section')}</h2>
      {isUnderWay && (
        <LiveVerification
          first={{ state, place: status.place, waiting: status.waiting, done: status.done, planned: status.planned }}
          page={localPath(locale, submissionPath(submission.id))}
          source={source}
          words={{
            queued: t('live.queued', { place: '{place}', waiting: '{waiting}' }),
            running: t('live.running', { done: '{done}', planned: '{planned}' }),
            ended: t('live.ended'),
          }}
        />
      )}
      {state !== 'none' && !isUnderWay && <p className="prose">{t(`now.${state}`)}</p>}
      {reason !== null && <p className="note">{await reasonText(locale, reason)}</p>}
      {runs.length > 0 && <Compared locale={locale} status={status} submission={submission} />}
      {state !== 'none' && (
        <p className="small muted">
          {computeMs > 0 &&
            `${t('cost', { own: formatDuration(computeMs), controls: controlsMs > 0 ? formatDuration(controlsMs) : 'none' })} `}
          <a href={source}>{t('live.asJson')}</a> · <a href={localPath(locale, '/verification')}>{t('live.queue')}</a>
        </p>
      )}
      <Duplicates locale={locale} status={status} submission={submission} />
    </>
  );
}

async function reasonText(locale: Locale, reason: VerificationReasonView): Promise<string> {
  const t = await getTranslations({ locale, namespace: 'verification' });
  const { code, message, generation } = reason;
  if (code === 'obstacle') return t(`obstacles.${message ?? 'engine-bits'}` as 'obstacles.engine-bits');
  return t(`reason.${code}`, {
    benchmark: reason.benchmark ?? '',
    seed: reason.seed ?? 0,
    generation: generation === null ? 'none' : String(generation),
    part: reason.part ?? '',
    metric: reason.metric ?? '',
    claimed: reason.claimed ?? '',
    verified: reason.verified ?? '',
    message: message ?? '',
  });
}

async function Compared({ locale, submission, status }: PartProps) {
  const t = await getTranslations({ locale, namespace: 'verification.table' });
  const { to } = await cellWords(locale);
  const { brackets, colon, comma } = PUNCTUATION[locale];
  const text = catalogText(locale);
  const named = new Map(submission.runs.map(({ benchmark }) => [benchmark.id, text.benchmark(benchmark).name]));
  const shown = (score: VerifiedScore | null) => {
    if (score === null) return t('none');
    const { value, low, high } = score;
    return low === null || high === null
      ? formatScore(value)
      : formatScore(value) + brackets(formatInterval(low, high, to));
  };
  const batch = ({ seeds, of, score, p }: HiddenBatchView, more = '') => (
    <>
      {shown(score)}{' '}
      <span className="small muted">
        {more}
        {t('seeds', { seeds, of: of === seeds ? '0' : String(of) }) + comma}
        {t('p')} = {p.toFixed(4)}
      </span>
    </>
  );
  return (
    <table>
      <caption className="small muted">{t('caption')}</caption>
      <thead>
        <tr>
          {(['benchmark', 'claimed', 'verified', 'hidden'] as const).map((column) => (
            <th key={column} scope="col">
              {t(column)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {status.runs.map((run) => (
          <tr key={run.benchmark}>
            <th scope="row">{named.get(run.benchmark) ?? run.benchmark}</th>
            <td data-label={t('claimed')}>{shown(run.claimed)}</td>
            <td data-label={t('verified')}>{shown(run.verified)}</td>
            <td data-label={t('hidden')}>
              {run.hidden === null ? t('tooFew') : batch(run.hidden)}
              {run.second !== null && <div>{batch(run.second, t('second') + colon)}</div>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

async function Duplicates({ locale, status: { duplicates } }: PartProps) {
  if (duplicates.length === 0) return null;
  const t = await getTranslations({ locale, namespace: 'verification.duplicates' });
  return (
    <>
      <h3>{t('title')}</h3>
      <ul>
        {duplicates.map(({ id, spec, title, benchmarks, of, samples }) => (
          <li key={id}>
            {t('text', { benchmarks, of, samples: String(samples) })}{' '}
            <a href={localPath(locale, submissionPath(id))}>{title}</a> <code>{spec}</code>
          </li>
        ))}
      </ul>
    </>
  );
}
