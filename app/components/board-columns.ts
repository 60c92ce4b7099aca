/** The board's columns, in order, with what they mean and where the board sorted by them is. */
import { getTranslations } from 'next-intl/server';
import type { BoardView } from '#leaderboard/views/index.ts';
import { type Locale, localPath } from '../i18n/locales.ts';
import { boardPath } from '../paths.ts';
import type { BoardColumn } from './board-table.tsx';
import { catalogText } from './catalog-text.ts';
import { hasPlaceColumn } from './table-rows.ts';

export async function boardColumns(board: BoardView, locale: Locale): Promise<BoardColumn[]> {
  const t = await getTranslations({ locale, namespace: 'board' });
  const text = catalogText(locale);
  const sorted = (sort: string): string => localPath(locale, boardPath({ ...board, ...board.options, sort, page: 1 }));
  const column = (id: 'fidelity' | 'diversity' | 'tail' | 'early' | 'late' | 'real-data' | 'drawn', help: string) => ({
    id,
    name: t(`columns.${id}`),
    help,
    href: sorted(id),
  });
  return [
    ...(board.ranked ? [{ id: 'rank', name: t('columns.rank'), help: t('help.rank'), href: null }] : []),
    { id: 'strategy', name: t('columns.strategy'), help: t('help.status'), href: null },
    { id: 'score', name: t('columns.score'), help: t('help.score'), href: sorted('score') },
    ...(hasPlaceColumn(board) ? [{ id: 'place', name: t('columns.place'), help: t('help.place'), href: null }] : []),
    column('fidelity', t('help.axes')),
    column('diversity', t('help.axes')),
    column('tail', t('help.axes')),
    column('early', t('help.collapse')),
    column('late', t('help.collapse')),
    column('real-data', t('help.real-data')),
    column('drawn', t('help.drawn')),
    ...board.benchmarks.map((benchmark) => {
      const { name, summary } = text.benchmark(benchmark);
      return { id: benchmark.id, name, help: summary, href: sorted(benchmark.id) };
    }),
  ];
}
