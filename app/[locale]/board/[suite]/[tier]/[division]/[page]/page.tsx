import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import type { BoardQuery, BoardView } from '../../../../../../../leaderboard/views.ts';
import { type BoardSegments, leadingTier, parseBoardSegments } from '../../../../../../board-query.ts';
import { BoardTable } from '../../../../../../components/board-table.tsx';
import { ColumnHelp } from '../../../../../../components/column-help.tsx';
import { Filters } from '../../../../../../components/filters.tsx';
import { Legend } from '../../../../../../components/legend.tsx';
import { Shell } from '../../../../../../components/shell.tsx';
import { toTableRow } from '../../../../../../components/table-rows.ts';
import { TrajectoryCharts } from '../../../../../../components/trajectory-charts.tsx';
import { DIVISION_WORDS, TIER_WORDS } from '../../../../../../components/words.ts';
import { readBoard } from '../../../../../../data.ts';
import { NO_LOCALE, requireLocale } from '../../../../../../i18n/page-locale.ts';
import { boardPath, trajectoriesPath } from '../../../../../../paths.ts';

interface Props {
  readonly params: Promise<Record<'locale' | 'suite' | 'tier' | 'division' | 'page', string>>;
}

/** A placeholder that is not found: the build must neither open the database nor freeze a board into a page. */
export function generateStaticParams() {
  return [{ locale: NO_LOCALE, suite: 'none', tier: 'none', division: 'none', page: '1' }];
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const board = await boardOf(await params);
  return board === null
    ? {}
    : {
        title: `Board ${board.suite}, ${board.tier} tier, ${board.division === 'all' ? 'all divisions' : `division ${board.division}`}`,
      };
}

export default async function BoardPage({ params }: Props) {
  const segments = await params;
  const locale = requireLocale(segments.locale);
  const board = await boardOf(segments);
  if (board === null) notFound();
  return (
    <Shell locale={locale} path={boardPath(board)} section="board">
      <h1>What keeps a generative model from collapsing?</h1>
      <p className="lede">
        Models trained on the output of earlier models forget the tails of the real distribution, then its variance.
        Here the proposed remedies run on the same benchmarks, with the same seeds, at a metered cost. 100 means as good
        as fresh real data for ever, 0 as bad as doing nothing.
      </p>
      <Filters board={board} />
      <p className="note small">
        <strong>
          {board.division === 'all' ? 'All divisions' : `Division ${board.division}`}, {board.tier} tier
        </strong>{' '}
        ({TIER_WORDS[board.tier]}). {DIVISION_WORDS[board.division]}
        {board.ranksPending && ' Ranks are being computed.'}
      </p>
      {board.rows.length === 0 ? <Empty board={board} /> : <Entries board={board} />}
    </Shell>
  );
}

/** The board of a path; the leading tier is known only once the tiers are. */
async function boardOf(segments: BoardSegments): Promise<BoardView | null> {
  const query = parseBoardSegments(segments);
  if (query === null) return null;
  const { suite, tier, division, page } = query;
  if (tier !== null) return readBoard(suite, tier, division, page);
  const any = await readBoard(suite, 'standard', division, 1);
  if (any === null) return null;
  const leading = leadingTier(any.tiers);
  return leading === 'standard' && page === 1 ? any : readBoard(suite, leading, division, page);
}

function Entries({ board }: { readonly board: BoardView }) {
  return (
    <>
      <BoardTable
        benchmarks={board.benchmarks.map(({ id, name, summary }) => ({ id, name, summary }))}
        ranked={board.ranked}
        rows={board.rows.map((row) => toTableRow(row, board))}
      />
      <Pages board={board} />
      <details className="prose">
        <summary>What the columns mean</summary>
        <ColumnHelp />
      </details>
      <h2>How each benchmark’s main metric moves over the generations</h2>
      <p className="small muted prose">
        Means over the seeds. The controls are grey: replace (solid) does nothing, oracle (dashed) gets fresh real data
        every generation. An entry that does far worse than replace leaves its chart at the top. Each entry’s page has
        the same numbers as tables, with bands.
      </p>
      <Legend series={board.rows.map(({ id, role, spec }) => ({ id, role, spec }))} />
      <TrajectoryCharts count={board.benchmarks.length} source={trajectoriesPath(board)} />
      <noscript>
        <p>
          The charts need JavaScript; their numbers are at{' '}
          <a href={trajectoriesPath(board)}>{trajectoriesPath(board)}</a>, and as tables on each entry’s page.
        </p>
      </noscript>
    </>
  );
}

function Empty({ board }: { readonly board: BoardView }) {
  return (
    <div className="prose">
      <p>
        <strong>No entry here yet.</strong> To be the first, run a strategy, fill in the draft submission and send it:
      </p>
      <pre>
        {`npx heirloom run ${board.benchmarks.map(({ id }) => id).join(' ')} --strategy retain --tier ${board.tier} --out my-run
npx heirloom check my-run/retain
npx heirloom submit my-run/retain --site ADDRESS`}
      </pre>
    </div>
  );
}

function Pages({ board }: { readonly board: BoardView }) {
  if (board.pages === 1) return null;
  const link = (page: number, text: string) => {
    const query: BoardQuery = { ...board, page };
    return <a href={boardPath(query)}>{text}</a>;
  };
  return (
    <nav aria-label="Pages" className="pages">
      {board.page > 1 && link(board.page - 1, '← Previous')}
      <span className="muted">
        Page {board.page} of {board.pages}, {board.total} entries
      </span>
      {board.page < board.pages && link(board.page + 1, 'Next →')}
    </nav>
  );
}
