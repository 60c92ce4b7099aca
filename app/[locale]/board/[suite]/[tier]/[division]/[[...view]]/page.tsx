import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { boardTitle, pageCitations } from '#leaderboard/catalog/citations.ts';
import type { BoardView } from '#leaderboard/views/index.ts';
import { plainSegment, plainSegments } from '../../../../../../address.ts';
import { columnSetOf } from '../../../../../../board-query.ts';
import { BoardAnswer, LeadingAnswer } from '../../../../../../components/board-answer.tsx';
import { BoardBar } from '../../../../../../components/board-bar.tsx';
import { BoardEntries } from '../../../../../../components/board-entries.tsx';
import { BoardFigures } from '../../../../../../components/board-figures.tsx';
import { CiteBox } from '../../../../../../components/cite-box.tsx';
import { groupArguments } from '../../../../../../components/group-words.ts';
import { Shell } from '../../../../../../components/shell.tsx';
import { readBoard } from '../../../../../../data.ts';
import { type Locale, localPath } from '../../../../../../i18n/locales.ts';
import { NO_LOCALE, requireLocale } from '../../../../../../i18n/page-locale.ts';
import { PUNCTUATION } from '../../../../../../i18n/punctuation.ts';
import { boardPath, paretoFigurePath } from '../../../../../../paths.ts';
import { siteUrl } from '../../../../../../site-url.ts';

type Segments = Readonly<Record<'locale' | 'suite' | 'tier' | 'division', string>> & {
  readonly view?: readonly string[];
};

interface Props {
  readonly params: Promise<Segments>;
}

/** A placeholder that is not found: the build must neither open the database nor freeze a board into a page. */
export function generateStaticParams() {
  return [{ locale: NO_LOCALE, suite: 'none', tier: 'none', division: 'none', view: [] }];
}

async function boardOf({ suite, tier, division, view = [] }: Segments): Promise<BoardView | null> {
  const segments = plainSegments([suite, tier, division, ...view]);
  return segments && readBoard(['/board', ...segments].join('/'));
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const segments = await params;
  const locale = requireLocale(segments.locale);
  const board = await boardOf(segments);
  if (board === null) return {};
  const t = await getTranslations({ locale, namespace: 'board' });
  const { suite, tier, division } = board;
  const over = (await groupArguments(locale))(board.group);
  return {
    title: t('metaTitle', { suite, tier, division, group: over.group }),
    description: t('metaDescription', { shown: t('shown', { tier, division, ...over }), suite, lede: t('lede') }),
  };
}

export default async function BoardPage({ params }: Props) {
  const segments = await params;
  const locale = requireLocale(segments.locale);
  const board = await boardOf(segments);
  if (board === null) notFound();
  const t = await getTranslations({ locale, namespace: 'board' });
  const { tier, division } = board;
  const columns = columnSetOf(segments.view?.map((text) => plainSegment(text) ?? '') ?? []);
  const over = (await groupArguments(locale))(board.group);
  const { brackets, comma, end, list } = PUNCTUATION[locale];
  const { budget, training, calls } = board;
  const classes = [
    ...(budget === 'all' ? [] : [t(`places.budget.${budget}`)]),
    ...(training === 'all' ? [] : [t(`places.training.${training}`)]),
    ...(calls === 'all' ? [] : [t(`places.calls.${calls}`)]),
  ];
  const isSized = board.placeRules !== null && (division === 'retained' || division === 'fresh');
  const isSeveral = board.placeRules !== null && !board.ranked && division !== 'open';
  const shown = [t('shown', { division, tier, ...over }), ...classes].join(comma);
  return (
    <Shell
      card={board.rows.length === 0 ? undefined : paretoFigurePath(board, 'real', 'en')}
      locale={locale}
      path={boardPath({ ...board, ...board.options, columns })}
      section="board"
      wide
    >
      <h1 className="board-title">{t('title')}</h1>
      <LeadingAnswer board={board} locale={locale} />
      <BoardBar board={board} columns={columns} locale={locale} />
      {board.retired.length > 0 && <p className="note">{t('retired', { names: board.retired.join(list) })}</p>}
      <div className={columns === 'groups' ? 'board-view beside' : 'board-view'}>
        <BoardAnswer board={board} locale={locale} />
        {board.rows.length === 0 ? (
          <Empty board={board} locale={locale} />
        ) : (
          <BoardEntries board={board} columns={columns} locale={locale} shown={shown} />
        )}
      </div>
      <p className="note small">
        <strong>{shown}</strong>
        {brackets(t(`tiers.${tier}`))}
        {end}
        {t(`divisions.${division}`)} {isSized && t('places.size')} {isSeveral && t('places.several')}
      </p>
      {board.rows.length > 0 && (
        <>
          <BoardFigures board={board} locale={locale} />
          <Cite board={board} locale={locale} />
        </>
      )}
    </Shell>
  );
}

/** How the board is cited as it is now; what reads the same tomorrow is a snapshot. */
async function Cite({ board, locale }: { readonly board: BoardView; readonly locale: Locale }) {
  const t = await getTranslations({ locale, namespace: 'board' });
  const { suite, tier } = board;
  const path = boardPath({ ...board, ...board.options, page: 1 });
  const page = { key: `board-${suite}-${tier}`, title: boardTitle(suite, tier), version: null, path };
  const link = (words: React.ReactNode) => <a href={localPath(locale, '/snapshots')}>{words}</a>;
  return (
    <CiteBox
      citations={pageCitations(page, siteUrl())}
      locale={locale}
      note={t.rich('citeNote', { link })}
      title={t('cite')}
    />
  );
}

async function Empty({ board, locale }: { readonly board: BoardView; readonly locale: Locale }) {
  const t = await getTranslations({ locale, namespace: 'board' });
  const { strategy, status, real, drawn } = board.options;
  if (strategy !== null || status !== 'all' || real !== null || drawn !== null) return <p>{t('emptyFilter')}</p>;
  // Nothing is asked for that this checkout can't run.
  if (!board.benchmarks.every(({ inCatalog }) => inCatalog)) return <p>{t('empty')}</p>;
  return (
    <div className="prose">
      <p>
        <strong>{t('empty')}</strong> {t('emptyText')}
      </p>
      <pre>
        {`npx heirloom run ${board.benchmarks.map(({ id }) => id).join(' ')} --strategy retain --tier ${board.tier} --out my-run
npx heirloom check my-run/retain
npx heirloom submit my-run/retain --site ADDRESS`}
      </pre>
    </div>
  );
}
