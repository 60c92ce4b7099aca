import type { RunView } from '../../leaderboard/views.ts';
import { formatNumber, formatShare } from '../format.ts';

/** What each generation consumed, metered by the harness; means over the seeds. */
export function LedgerTable({ run }: { readonly run: RunView }) {
  return (
    <details>
      <summary>Ledger: what each generation trained on</summary>
      <div className="scroll">
        <table>
          <thead>
            <tr>
              {[
                'Generation',
                'Fresh real',
                'Retained real',
                'Synthetic, by source and age',
                'Trained on',
                'Weight on real',
                'Drawn',
                'Checks',
              ].map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {run.ledger.map((entry) => (
              <tr key={entry.generation}>
                <th scope="row">{entry.generation}</th>
                <td>{formatNumber(entry.realFresh)}</td>
                <td>{formatNumber(entry.realRetained)}</td>
                <td>{describeSynthetic(entry.synthetic)}</td>
                <td>{formatNumber(entry.trainingSize)}</td>
                <td>{formatShare(entry.weightShare)}</td>
                <td>{formatNumber(entry.sampled)}</td>
                <td>{formatNumber(entry.verifierCalls)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

/** More ages than these are summed up: an accumulating pool has one for every generation. */
const MAX_AGES = 3;

function describeSynthetic(parts: RunView['ledger'][number]['synthetic']): string {
  if (parts.length === 0) return '–';
  if (parts.length > MAX_AGES) {
    const total = parts.reduce((sum, { count }) => sum + count, 0);
    const oldest = Math.max(...parts.map(({ age }) => age));
    return `${formatNumber(total)} of ages 1 to ${oldest} from ${new Set(parts.map(({ source }) => source)).size} source(s)`;
  }
  return parts
    .map(({ source, age, count }) => `${formatNumber(count)} ${source}${age === 1 ? '' : ` (age ${age})`}`)
    .join(', ');
}
