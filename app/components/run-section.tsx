import type { FacetView, RunView } from '../../leaderboard/views.ts';
import { formatDuration, formatNumber } from '../format.ts';
import { LedgerTable } from './ledger-table.tsx';
import { Score } from './score.tsx';
import { SingleChart } from './single-chart.tsx';
import { TrajectoryTable } from './trajectory-table.tsx';

/** One benchmark's run of a submission: score, facets, trajectory, ledger, where it was made. */
export function RunSection({ run }: { readonly run: RunView }) {
  const primary = run.trajectories[0];
  const { statuses, facets } = run;
  return (
    <section>
      <h2 id={run.benchmark.id}>{run.benchmark.name}</h2>
      <dl className="facts">
        <dt>Gap closed</dt>
        <dd>
          <Score score={run.score} /> {run.score.words && <span className="small muted">{run.score.words}</span>}
          {run.score.command && <pre>{run.score.command}</pre>}
        </dd>
        <dt>Seeds</dt>
        <dd>
          {statuses.completed} of {statuses.total} completed
          {statuses.diverged > 0 && `, ${statuses.diverged} diverged`}
          {statuses.failed > 0 && `, ${statuses.failed} failed`}; {run.generations} generations of M = {run.size}{' '}
          {run.benchmark.unit}s
        </dd>
        {facets && (
          <>
            {(['fidelity', 'diversity', 'tail', 'drift'] as const).map((name) => (
              <Facet facet={facets[name]} key={name} name={name} />
            ))}
            <dt>Early collapse</dt>
            <dd>{collapseWords(facets.early)}</dd>
            <dt>Late collapse</dt>
            <dd>{collapseWords(facets.late)}</dd>
          </>
        )}
      </dl>
      {primary && (
        <>
          <SingleChart view={primary} />
          <TrajectoryTable view={primary} />
        </>
      )}
      <LedgerTable run={run} />
      <details>
        <summary>Settings and environment</summary>
        <dl className="facts small">
          <dt>Parameters</dt>
          <dd>
            {Object.entries(run.params)
              .map(([name, value]) => `${name}=${value}`)
              .join(', ')}
          </dd>
          <dt>Regime</dt>
          <dd>
            {Object.entries(run.regime)
              .map(([name, value]) => `${name}: ${value}`)
              .join(', ')}
          </dd>
          <dt>Engine</dt>
          <dd>
            {run.engine.id} {run.engine.version}, Node {run.environment.node}, {run.environment.platform}{' '}
            {run.environment.arch}, {run.environment.cpu}
          </dd>
          <dt>Code</dt>
          <dd>
            Heirloom {run.environment.heirloom}, commit {run.environment.commit ?? 'unknown'}
            {run.environment.dirty && ' with uncommitted changes'}
          </dd>
          <dt>Time</dt>
          <dd>
            {run.startedAt}, {formatDuration(run.durationMs)}
          </dd>
        </dl>
      </details>
    </section>
  );
}

function Facet({ name, facet }: { readonly name: string; readonly facet: FacetView | null }) {
  return (
    <>
      <dt>{name[0]?.toUpperCase() + name.slice(1)}</dt>
      <dd>
        {facet === null
          ? 'not applicable'
          : `${facet.name} ${facet.value === null ? 'has no value' : formatNumber(facet.value)} in the last generation${facet.truth === null ? '' : `, the truth has ${formatNumber(facet.truth)}`}`}
      </dd>
    </>
  );
}

function collapseWords({
  median,
  share,
  horizon,
}: {
  readonly median: number | null;
  readonly share: number;
  readonly horizon: number;
}): string {
  const seen = `seen in ${Math.round(100 * share)}% of the seeds`;
  return median === null ? `median later than generation ${horizon}, ${seen}` : `median generation ${median}, ${seen}`;
}
