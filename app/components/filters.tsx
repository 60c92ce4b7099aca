import { TIERS } from '../../benchmarks/protocol/ids.ts';
import type { BoardView } from '../../leaderboard/views.ts';
import { boardPath } from '../paths.ts';
import { DIVISION_WORDS, TIER_WORDS } from './words.ts';

/** Tier and division, as links: every board has an address. */
export function Filters({ board }: { readonly board: BoardView }) {
  const { suite, tier, division } = board;
  const counts = new Map(board.tiers.map(({ value, count }) => [value, count]));
  return (
    <nav aria-label="Filters" className="filters">
      <div className="filter">
        <span>Tier</span>
        {TIERS.map((value) => (
          <a
            aria-current={value === tier ? 'page' : undefined}
            href={boardPath({ suite, tier: value, division, page: 1 })}
            key={value}
            title={TIER_WORDS[value]}
          >
            {`${value} (${counts.get(value) ?? 0})`}
          </a>
        ))}
      </div>
      <div className="filter">
        <span>Division</span>
        {board.divisions.map(({ value, count }) => (
          <a
            aria-current={value === division ? 'page' : undefined}
            href={boardPath({ suite, tier, division: value, page: 1 })}
            key={value}
            title={DIVISION_WORDS[value]}
          >
            {`${value} (${count})`}
          </a>
        ))}
      </div>
    </nav>
  );
}
