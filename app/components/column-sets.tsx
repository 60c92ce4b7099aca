import { getTranslations } from 'next-intl/server';
import type { BoardView } from '#leaderboard/views/index.ts';
import { COLUMN_SETS, type ColumnSet } from '../board-query.ts';
import { type Locale, localPath } from '../i18n/locales.ts';
import { boardPath } from '../paths.ts';

interface Props {
  readonly locale: Locale;
  readonly board: BoardView;
  readonly columns: ColumnSet;
}

/** Which columns stand beside scores, as links: every set has an address. */
export async function ColumnSets({ locale, board, columns }: Props) {
  const t = await getTranslations({ locale, namespace: 'board.columnSets' });
  // Without groups the first set has the benchmarks themselves.
  const hasGroups = board.groupColumns.length > 0;
  const sets = COLUMN_SETS.filter((set) => hasGroups || set !== 'benchmarks');
  const current = !hasGroups && columns === 'benchmarks' ? 'groups' : columns;
  return (
    <nav aria-label={t('label')} className="column-sets small">
      <span aria-hidden="true" className="muted">
        {t('label')}
      </span>
      {sets.map((set) => (
        <a
          aria-current={set === current ? 'page' : undefined}
          href={localPath(locale, boardPath({ ...board, ...board.options, columns: set }))}
          key={set}
        >
          {t(set === 'groups' && !hasGroups ? 'benchmarks' : set)}
        </a>
      ))}
    </nav>
  );
}
