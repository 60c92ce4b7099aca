/**
 * `node scripts/measured.mjs DIR` writes the section "Measured here" of every strategy's README from the results in DIR:
 *
 *   npx heirloom run gaussian regression word-frequencies gmm-2d ngram-text --strategy <all> --tier quick --out DIR
 *
 * No figure in those tables is typed by hand.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { inRoot } from './support/root.mjs';

const HEADING = '## Measured here\n';

const dir = process.argv[2];
if (dir === undefined) {
  console.error(
    'Received no folder; expected the --out of a run of all strategies, e.g. node scripts/measured.mjs results',
  );
  process.exit(2);
}

const bin = inRoot('benchmarks', 'cli', 'bin.mjs');
const report = JSON.parse(
  execFileSync(process.execPath, [bin, 'report', dir, '--json'], { encoding: 'utf8', maxBuffer: 1 << 28 }),
);
const benchmarks = report.board.benchmarks.map(({ id }) => id);

for (const row of report.board.rows) {
  const file = inRoot('benchmarks', 'strategies', row.id, 'README.md');
  if (!existsSync(file)) continue;
  const text = readFileSync(file, 'utf8');
  const start = text.indexOf(HEADING);
  const before = start < 0 ? `${text.trimEnd()}\n\n` : text.slice(0, start);
  writeFileSync(file, before + section(row));
  console.log(`Wrote ${file}`);
}

function section({ id, overall, scores }) {
  const cells = [withInterval(overall), ...benchmarks.map((benchmark) => scoreText(scores[benchmark]))];
  return `${HEADING}
Gap closed at the ${report.tier} tier with default parameters: 0 is as bad as \`replace\`, 100 as good as \`oracle\`. 95% intervals over seeds;
the overall score limits each benchmark's to −100…110 first.

| overall | ${benchmarks.map((benchmark) => `\`${benchmark}\``).join(' | ')} |
|${' --- |'.repeat(cells.length)}
| ${cells.join(' | ')} |

    npx heirloom run ${benchmarks.join(' ')} --strategy ${[...new Set(['replace', 'oracle', id])].join(' ')} --tier ${report.tier} --out results
    npx heirloom report results
`;
}

function scoreText(score) {
  return score.state === 'scored' ? withInterval(score) : score.state.replace('-', ' ');
}

function withInterval(estimate) {
  if (estimate === null) return '–';
  const { value, interval } = estimate;
  return interval === null
    ? value.toFixed(1)
    : `${value.toFixed(1)} [${interval.map((end) => end.toFixed(1)).join(', ')}]`;
}
