/** The report as one self-contained HTML page: no script, no network, readable in ten years. */
import type { BenchmarkCard } from '../../protocol/card.ts';
import type { ByHorizon, ScoredRow } from '../../scoring/index.ts';
import { answerLines } from './answer-text.ts';
import { drawSvg, horizonChart, overallChart, trajectoryChart } from './charts.ts';
import { comparisonText } from './comparison-text.ts';
import { COST_WORDS, familiesOf, familyTable } from './families.ts';
import { byHorizonOf } from './horizons.ts';
import { notesOf } from './notes.ts';
import { type Report, recordOf } from './score.ts';
import { scoreText } from './score-text.ts';
import { hasIdle, idleText, kindText, overallText, rankText, textHeaders } from './text.ts';

/** Columns of the comparison's table: what a page has room for. */
const PRE_WIDTH = 110;

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 2rem auto; max-width: 70rem; padding: 0 1rem; }
h1, h2 { font-family: Charter, Georgia, serif; line-height: 1.2; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { border-bottom: 1px solid #8884; padding: .35rem .7rem; text-align: right; white-space: nowrap; }
th:first-child, td:first-child { text-align: left; white-space: normal; }
.part { white-space: nowrap; }
.scroll { overflow-x: auto; }
figure { background: #fff; border-radius: 6px; margin: 1rem 0; overflow-x: auto; padding: 1rem; }
pre { background: #8881; overflow-x: auto; padding: .75rem; }
.line > * { border-bottom: 2px dashed; font-style: italic; }
.digest { font: .8rem ui-monospace, monospace; overflow-wrap: anywhere; white-space: normal; }
`;

export async function reportHtml(report: Report): Promise<string> {
  const overall = overallChart(report);
  const figures = await Promise.all(
    report.cards.map(async (card) => {
      const primary = `${card.primary} over the generations, mean and 95% interval of the mean (lower is better)`;
      return `<h2>${escapeHtml(card.name)}</h2><p>${escapeHtml(primary)}</p><figure>${await drawSvg(trajectoryChart(report, card))}</figure>${await horizonPart(report, card)}`;
    }),
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Heirloom report, ${escapeHtml(report.tier)} tier</title><style>${STYLE}</style></head><body>
<h1>What keeps a generative model from collapsing?</h1>
<p>Gap closed, ${escapeHtml(report.tier)} tier: 0 is as bad as doing nothing (replace), 100 as good as fresh real data every generation (oracle). 95% intervals over seeds.</p>
${scoreTable(report)}
${noteList(report)}
${overall ? `<h2>Overall</h2><figure>${await drawSvg(overall)}</figure>` : ''}
${answerPart(report)}
${familyPart(report)}
${figures.join('\n')}
${report.comparison ? `<h2>Paired comparison</h2><pre>${escapeHtml(comparisonText(report.comparison, PRE_WIDTH))}</pre>` : ''}
<h2>Digests</h2>
${digestTable(report)}
</body></html>
`;
}

/** What the board says in words; empty where the suite's rules know no budgets. */
function answerPart(report: Report): string {
  const [title, ...lines] = answerLines(report);
  if (title === undefined) return '';
  return `<h2>${escapeHtml(title.replace(/:$/, ''))}</h2><ul>${lines.map((line) => `<li>${escapeHtml(line)}</li>`).join('')}</ul>`;
}

/** A table for each family; empty where there is none. */
function familyPart(report: Report): string {
  const tables = familiesOf(report).map((family) => {
    const { title, headers, rows } = familyTable(report, family);
    return `<h2>${escapeHtml(title)}</h2>${table(headers, rows)}`;
  });
  return tables.length === 0 ? '' : `${tables.join('')}<p>${escapeHtml(COST_WORDS)}</p>`;
}

/** A benchmark's scores at every horizon, with what else a score hides; empty where nothing has one. */
async function horizonPart(report: Report, card: BenchmarkCard): Promise<string> {
  const chart = horizonChart(report, card);
  if (chart === null) return '';
  const rows = report.strategies.flatMap((strategy) => {
    const found = byHorizonOf(report, strategy, card);
    return found ? [[strategy.id, ratioText(found), halfLifeText(found)]] : [];
  });
  const words =
    'The score with every horizon: means over generations 1 to it, in place of all. Error left: how many times the oracle’s. Half-life: the generation by which half of what replace loses by the end is lost.';
  return `<p>${words}</p><figure>${await drawSvg(chart)}</figure>${table(['strategy', 'error left', 'half-life'], rows)}`;
}

function ratioText({ ratio }: ByHorizon): string {
  if (ratio === null) return '–';
  const [value, low, high] = [ratio.value, ...(ratio.interval ?? [])].map((x) => x.toPrecision(3));
  return low === undefined ? `${value}×` : `${value}× (${low} to ${high})`;
}

function halfLifeText({ halfLife, scores }: ByHorizon): string {
  if (halfLife.state === 'reached') return halfLife.generation.toFixed(1);
  return halfLife.state === 'no-loss' ? '–' : `later than ${scores.length}`;
}

function noteList(report: Report): string {
  const items = notesOf(report).map(({ words, command }) => {
    const code = command === null ? '' : `<pre>${escapeHtml(command)}</pre>`;
    return `<li>${escapeHtml(words)}${code}</li>`;
  });
  return items.length === 0 ? '' : `<ul class="notes">${items.join('')}</ul>`;
}

function scoreTable(report: Report): string {
  const { board, benchmarks, strategies } = report;
  const head = [...textHeaders(report), 'overall', 'real data', ...benchmarks];
  const rows = strategies.map((strategy) => {
    const { id: name, realShare } = strategy;
    const row = board.rows.find(({ id }) => id === name) as ScoredRow;
    const overall = row.overall || strategy.applicable ? overallText(strategy, row) : '–';
    return [
      name,
      kindText(strategy),
      rankText(strategy, row),
      ...(hasIdle(report) ? [idleText(strategy.idle)] : []),
      overall,
      `${(100 * realShare).toFixed(1)}%`,
      ...benchmarks.map((id) => scoreText(row.scores[id])),
    ];
  });
  return table(
    head,
    rows,
    strategies.map(({ isIdle }) => isIdle),
  );
}

function digestTable({ strategies, benchmarks }: Report): string {
  const rows = strategies.flatMap(({ id: name, result }) =>
    benchmarks.flatMap((id) => {
      const record = recordOf(result, id);
      return record ? [[name, id, `${record.seeds.length}`, record.resultDigest]] : [];
    }),
  );
  return table(['strategy', 'benchmark', 'seeds', 'result digest'], rows);
}

/** `lines`: by row, whether it is a line across the table. */
function table(head: readonly string[], rows: readonly (readonly string[])[], lines: readonly boolean[] = []): string {
  const line = (tag: 'th' | 'td', cells: readonly string[], isLine = false) =>
    `<tr${isLine ? ' class="line"' : ''}>${cells.map((cell, index) => `<${tag}>${index === 0 ? nameHtml(cell) : escapeHtml(cell)}</${tag}>`).join('')}</tr>`;
  return `<div class="scroll"><table><thead>${line('th', head)}</thead><tbody>${rows.map((row, index) => line('td', row, lines[index])).join('')}</tbody></table></div>`;
}

/** A name may go on in a new line after what joins its parts, and nowhere else. */
function nameHtml(name: string): string {
  return name
    .split(/(?<=[+,:/])/)
    .map((part) => `<span class="part">${escapeHtml(part)}</span>`)
    .join('<wbr>');
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
