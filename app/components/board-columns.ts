/** The board's columns, in order, with what they mean and where the board sorted by them is. */
import { getTranslations } from 'next-intl/server';
import type { BoardView } from '#leaderboard/views/index.ts';
import type { ColumnSet } from '../board-query.ts';
import { type Locale, localPath } from '../i18n/locales.ts';
import { boardPath } from '../paths.ts';
import type { BoardColumn, ColumnKind } from './board-table.tsx';
import { catalogText } from './catalog-text.ts';
import { hasPlaceColumn } from './table-rows.ts';

const MEASURES = ['fidelity', 'diversity', 'tail', 'early', 'late', 'real-data', 'drawn'] as const;
type Measure = (typeof MEASURES)[number];

const HELP = {
  fidelity: 'axes',
  diversity: 'axes',
  tail: 'axes',
  early: 'collapse',
  late: 'collapse',
  'real-data': 'real-data',
  drawn: 'drawn',
} as const satisfies Record<Measure, string>;

const KINDS = {
  fidelity: 'axis',
  diversity: 'axis',
  tail: 'axis',
  early: 'collapse',
  late: 'collapse',
  'real-data': 'real-data',
  drawn: 'drawn',
} as const satisfies Record<Measure, ColumnKind>;

/** Ids of what stands behind name, score and rank. What a board is sorted by is always shown. */
export function columnIds(board: BoardView, set: ColumnSet): readonly string[] {
  const shown = ofSet(board, set);
  const { sort } = board.options;
  const isOwn =
    shown.includes(sort) || [...board.groupColumns, ...idsOf(board), ...MEASURES].every((id) => id !== sort);
  return isOwn ? shown : [...shown, sort];
}

function ofSet(board: BoardView, set: ColumnSet): readonly string[] {
  const costs = ['real-data', 'drawn'];
  switch (set) {
    case 'groups':
      return [...(board.groupColumns.length > 0 ? board.groupColumns : severalOf(board)), ...costs];
    case 'benchmarks':
    case 'intervals':
      return idsOf(board);
    case 'measures':
      return MEASURES;
  }
}

const idsOf = ({ benchmarks }: BoardView): string[] => benchmarks.map(({ id }) => id);

/** Of one benchmark the overall score is its own. */
const severalOf = (board: BoardView): string[] => (board.benchmarks.length > 1 ? idsOf(board) : []);

export async function boardColumns(board: BoardView, set: ColumnSet, locale: Locale): Promise<BoardColumn[]> {
  const t = await getTranslations({ locale, namespace: 'board' });
  const text = catalogText(locale);
  const sorted = (sort: string): string =>
    localPath(locale, boardPath({ ...board, ...board.options, sort, columns: set, page: 1 }));
  let scores = 0;
  const column = (id: string): BoardColumn => {
    const href = sorted(id);
    const measure = MEASURES.find((name) => name === id);
    if (measure !== undefined)
      return {
        id,
        kind: KINDS[measure],
        at: MEASURES.indexOf(measure),
        name: t(`columns.${measure}`),
        help: t(`help.${HELP[measure]}`),
        href,
      };
    const group = board.groupColumns.find((name) => name === id);
    if (group !== undefined)
      return { id, kind: 'heat', at: scores++, name: t(`groups.${group}`), help: t('help.groups'), href };
    const { name, summary } = text.benchmark(
      board.benchmarks.find((benchmark) => benchmark.id === id) ?? { id, name: id },
    );
    return { id, kind: set === 'intervals' ? 'interval' : 'heat', at: scores++, name, help: summary, href };
  };
  return [
    ...(board.ranked
      ? [{ id: 'rank', kind: 'rank', at: 0, name: t('columns.rank'), help: t('help.rank'), href: null } as const]
      : []),
    {
      id: 'strategy',
      kind: 'strategy',
      at: 0,
      name: t('columns.strategy'),
      help: t('help.status'),
      href: sorted('strategy'),
    },
    { id: 'score', kind: 'score', at: 0, name: t('columns.score'), help: t('help.score'), href: sorted('score') },
    ...(hasPlaceColumn(board)
      ? [
          {
            id: 'place',
            kind: 'place',
            at: 0,
            name: t('columns.place'),
            help: t('help.place'),
            href: sorted('place'),
          } as const,
        ]
      : []),
    ...columnIds(board, set).map(column),
  ];
}
