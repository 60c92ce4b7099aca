/**
 * `npm run artefacts -- measured` writes the section "Measured here" of every strategy's README from the reference results. No figure
 * in those tables is typed by hand.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Report } from '#benchmarks/cli/report/score.ts';
import type { BenchmarkScore, Estimate, ScoredRow } from '#benchmarks/scoring/index.ts';
import { inRoot } from '../../scripts/support/root.mjs';
import { say } from '../../scripts/support/steps.mjs';
import { keptSpecs, plannedRuns, readRecords, TIER } from '../reference/results.ts';

const HEADING = '## Measured here\n';

export async function main(): Promise<void> {
  const { board } = await reportOfReferences();
  const benchmarks = board.benchmarks.map(({ id }) => id);
  const kept = keptSpecs();
  for (const row of board.rows) {
    const file = inRoot('benchmarks', 'strategies', row.id, 'README.md');
    if (!existsSync(file) || !kept.includes(row.id)) continue;
    const text = readFileSync(file, 'utf8');
    const start = text.indexOf(HEADING);
    const before = start < 0 ? `${text.trimEnd()}\n\n` : text.slice(0, start);
    writeFileSync(file, before + section(row, benchmarks));
    say(`Wrote ${file}`);
  }
}

/** What `heirloom report --json` says of all reference results together. */
async function reportOfReferences(): Promise<Pick<Report, 'board'>> {
  const folder = mkdtempSync(path.join(tmpdir(), 'heirloom-measured-'));
  try {
    for (const id of keptSpecs()) {
      mkdirSync(path.join(folder, id, 'runs'), { recursive: true });
      for (const record of await readRecords(id)) {
        writeFileSync(path.join(folder, id, 'runs', `${record.benchmark.id}.json`), JSON.stringify(record));
      }
    }
    const bin = inRoot('benchmarks', 'cli', 'bin.mjs');
    return JSON.parse(
      execFileSync(process.execPath, [bin, 'report', folder, '--json'], { encoding: 'utf8', maxBuffer: 1 << 28 }),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function section({ id, overall, scores }: ScoredRow, benchmarks: readonly string[]): string {
  const applicable = plannedRuns(id).map(({ benchmark }) => benchmark.id);
  const cells = [
    withInterval(overall),
    ...benchmarks.map((benchmark) =>
      applicable.includes(benchmark) ? scoreText(scores[benchmark]) : 'not applicable',
    ),
  ];
  return `${HEADING}
Gap closed at the ${TIER} tier with default parameters: 0 is as bad as \`replace\`, 100 as good as \`oracle\`. 95% intervals over seeds;
the overall score limits each benchmark's to −100…110 first.

| overall | ${benchmarks.map((benchmark) => `\`${benchmark}\``).join(' | ')} |
|${' --- |'.repeat(cells.length)}
| ${cells.join(' | ')} |

    npx heirloom run ${benchmarks.join(' ')} --strategy ${[...new Set(['replace', 'oracle', id])].join(' ')} --tier ${TIER} --out results
    npx heirloom report results
`;
}

function scoreText(score: BenchmarkScore | undefined): string {
  if (score === undefined) return '–';
  return score.state === 'scored' ? withInterval(score) : score.state.replace('-', ' ');
}

function withInterval(estimate: Pick<Estimate, 'value' | 'interval'> | null): string {
  if (estimate === null) return '–';
  const { value, interval } = estimate;
  return interval === null
    ? value.toFixed(1)
    : `${value.toFixed(1)} [${interval.map((end) => end.toFixed(1)).join(', ')}]`;
}
