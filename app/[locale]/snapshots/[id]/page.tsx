import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import type { SnapshotView } from '#leaderboard/views/index.ts';
import { CiteBox } from '../../../components/cite-box.tsx';
import { MetaTags } from '../../../components/meta-tags.tsx';
import { placeWords } from '../../../components/place-words.ts';
import { cellWords, outsideWords } from '../../../components/score-words.ts';
import { Shell } from '../../../components/shell.tsx';
import { SnapshotBoard, type SnapshotRow } from '../../../components/snapshot-board.tsx';
import { ChangeList } from '../../../components/snapshot-changes.tsx';
import { readSnapshotPage } from '../../../data.ts';
import { formatDate } from '../../../format.ts';
import { type Locale, localPath } from '../../../i18n/locales.ts';
import { NO_LOCALE, requireLocale } from '../../../i18n/page-locale.ts';
import { PUNCTUATION } from '../../../i18n/punctuation.ts';
import { snapshotFilePath, snapshotPath, submissionPath } from '../../../paths.ts';

interface Props {
  readonly params: Promise<{ readonly locale: string; readonly id: string }>;
}

const DOWNLOADS = ['csv', 'long', 'parquet', 'columns', 'croissant', 'deposit'] as const;

/** A placeholder that is not found: the build must not open the database. */
export function generateStaticParams() {
  return [{ locale: NO_LOCALE, id: 'none' }];
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale: segment, id } = await params;
  const locale = requireLocale(segment);
  const page = await readSnapshotPage(id);
  if (page === null) return {};
  const t = await getTranslations({ locale, namespace: 'snapshots' });
  return { title: t('heading', { id }), description: await aboutWords(page.view, locale) };
}

export default async function SnapshotPage({ params }: Props) {
  const { locale: segment, id } = await params;
  const locale = requireLocale(segment);
  const page = await readSnapshotPage(id);
  if (page === null) notFound();
  const { view, citations, jsonLd, metaTags } = page;
  const t = await getTranslations({ locale, namespace: 'snapshots' });
  return (
    <Shell locale={locale} path={view.path} section="snapshots">
      <MetaTags tags={metaTags} />
      <script
        // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON of our own making, with every < escaped
        dangerouslySetInnerHTML={{ __html: JSON.stringify(jsonLd).replaceAll('<', '\\u003c') }}
        type="application/ld+json"
      />
      <h1>{t('heading', { id })}</h1>
      <Facts locale={locale} view={view} />
      <Boards locale={locale} view={view} />
      <CiteBox
        citations={citations}
        filePath={(format) => snapshotFilePath(id, format)}
        locale={locale}
        title={t('cite')}
      />
      <h2>{t('download')}</h2>
      <ul>
        <li>
          <a href={snapshotFilePath(id)}>{t('files.json')}</a>
        </li>
        {DOWNLOADS.map((format) => (
          <li key={format}>
            <a href={snapshotFilePath(id, format)}>{t(`files.${format}`)}</a>
          </li>
        ))}
      </ul>
      <h2>{t('verify')}</h2>
      <p className="prose">{t('verifyText')}</p>
      <pre>{`npx heirloom snapshot verify heirloom-snapshot-${id}.json`}</pre>
      {view.snapshot.previous !== null && (
        <>
          <h2>{t('changesTitle')}</h2>
          <ChangeList changes={view.snapshot.changes} locale={locale} />
        </>
      )}
      <h2>{t('rules')}</h2>
      <ol className="prose small" lang="en">
        {view.snapshot.rules.map((rule) => (
          <li key={rule}>{rule}</li>
        ))}
      </ol>
    </Shell>
  );
}

interface PartProps {
  readonly locale: Locale;
  readonly view: SnapshotView;
}

/** Suite, day and size of a snapshot, in words. */
async function aboutWords({ snapshot: { suite, createdAt, boards } }: SnapshotView, locale: Locale): Promise<string> {
  const t = await getTranslations({ locale, namespace: 'snapshots' });
  const count = boards.reduce((total, { entries }) => total + entries.length, 0);
  return t('about', { suite, date: formatDate(createdAt, locale), count });
}

async function Facts({ locale, view }: PartProps) {
  const t = await getTranslations({ locale, namespace: 'snapshots' });
  const { snapshot, digest, doi, next } = view;
  const link = (id: string) => (text: React.ReactNode) => <a href={localPath(locale, snapshotPath(id))}>{text}</a>;
  return (
    <>
      <p className="lede">{await aboutWords(view, locale)}</p>
      {next !== null && <p className="note">{t.rich('newer', { id: next, link: link(next) })}</p>}
      <dl className="facts">
        <dt>{t('digest')}</dt>
        <dd className="digest">{digest}</dd>
        {doi !== null && (
          <>
            <dt>{t('doi')}</dt>
            <dd>
              <a href={`https://doi.org/${doi}`}>{doi}</a>
            </dd>
          </>
        )}
        {snapshot.previous !== null && (
          <>
            <dt>{t('previous')}</dt>
            <dd>{link(snapshot.previous.id)(snapshot.previous.id)}</dd>
          </>
        )}
      </dl>
    </>
  );
}

async function Boards({ locale, view }: PartProps) {
  const t = await getTranslations({ locale, namespace: 'snapshots' });
  const { to } = await cellWords(locale);
  const place = await placeWords(locale);
  const declared = await outsideWords(locale);
  const placeOf = ({ role, division, classes, outside }: Entry): string => {
    if (role !== 'entry') return role;
    return [place({ division, classes: classes ?? null }), ...(outside ? [declared] : [])].join(
      PUNCTUATION[locale].comma,
    );
  };
  return (
    <>
      {view.snapshot.boards.map(({ tier, entries }) => (
        <section key={tier}>
          <h2>{t('tier', { tier })}</h2>
          <SnapshotBoard
            columns={[t('rank'), t('strategy'), t('division'), t('score'), t('interval'), t('realData'), t('bundle')]}
            pathPrefix={localPath(locale, submissionPath(''))}
            rows={entries.map((entry) => toRow(entry, placeOf(entry)))}
            to={to}
          />
        </section>
      ))}
      <p className="small muted prose">{t('notRankedNote')}</p>
    </>
  );
}

type Entry = SnapshotView['snapshot']['boards'][number]['entries'][number];

const DIGEST_SHOWN = 12;
const tenth = (value: number | null): number | null => (value === null ? null : Math.round(10 * value) / 10);

function toRow(entry: Entry, place: string): SnapshotRow {
  const { submission, spec, rank, overall, cost, bundleDigest } = entry;
  return [
    submission,
    spec,
    place,
    rank && [rank.low, rank.high],
    tenth(overall.value),
    tenth(overall.low),
    tenth(overall.high),
    Number(cost.realShare.toPrecision(3)),
    bundleDigest.slice(0, DIGEST_SHOWN),
  ];
}
