/** The report as one self-contained HTML page: no script, no network, readable in ten years. */
import { drawFigure } from '../../figures/draw.ts';
import type { Cell, Figure } from '../../figures/figure.ts';
import { PALETTES, type Palette } from '../../figures/palette.ts';
import { escaped } from '../../figures/svg-text.ts';
import type { BenchmarkCard } from '../../protocol/card.ts';
import type { ByHorizon, ScoredRow } from '../../scoring/index.ts';
import { answerLines } from './answer-text.ts';
import { comparisonText } from './comparison-text.ts';
import { COST_WORDS, familiesOf, familyTable } from './families.ts';
import { horizonFigure, overallFigure, trajectoryFigure } from './figures.ts';
import { byHorizonOf } from './horizons.ts';
import { notesOf } from './notes.ts';
import { type Report, recordOf } from './score.ts';
import { scoreText } from './score-text.ts';
import { hasIdle, hasPlaces, idleText, kindText, overallText, rankText, textHeaders } from './text.ts';

/** Columns of the comparison's table: what a page has room for. */
const PRE_WIDTH = 110;

const variables = (palette: Palette): string =>
  Object.entries(palette)
    .map(([name, colour]) => `--${name}: ${colour};`)
    .join(' ');

/** The site's looks (app/styles), as far as a page without it needs them. */
const STYLE = `
:root { color-scheme: light dark; font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif; ${variables(PALETTES.light)} }
@media screen and (prefers-color-scheme: dark) { :root { ${variables(PALETTES.dark)} } }
body { background: var(--paper); color: var(--ink); margin: 0 auto; max-width: 84rem; padding: 1.5rem 1.25rem 4rem; }
h1, h2, summary { font-family: "Iowan Old Style", Charter, "Bitstream Charter", Cambria, Georgia, serif; font-weight: 600; line-height: 1.2; }
h1 { font-size: 2.1rem; margin: 0 0 .5em; } h2 { font-size: 1.6rem; margin: 2em 0 .5em; }
p, ul { max-width: 44rem; }
table { border-collapse: collapse; font-size: .9375rem; font-variant-numeric: tabular-nums; }
th, td { border-bottom: 1px solid var(--line); padding: .35rem .6rem; text-align: right; vertical-align: top; white-space: nowrap; }
thead th { border-bottom: 2px solid var(--ink); color: var(--muted); font-size: .8125rem; vertical-align: bottom; }
th:first-child, td:first-child { text-align: left; white-space: normal; }
.part { white-space: nowrap; }
.scroll { overflow-x: auto; }
.figures { display: grid; gap: 1.75rem 2rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 34rem), 1fr)); }
figure { margin: 0; max-width: 40rem; }
figure > svg { display: block; height: auto; width: 100%; }
summary { color: var(--muted); cursor: pointer; font: .8125rem/1.5 system-ui, sans-serif; }
.note { color: var(--muted); display: block; font-size: .8125rem; }
pre { border: 1px solid var(--line); border-radius: 6px; font-size: .9em; overflow-x: auto; padding: .75rem 1rem; }
.line > * { border-bottom: 2px dashed; font-style: italic; }
.digest { font: .8rem ui-monospace, monospace; overflow-wrap: anywhere; white-space: normal; }
@media print { body { padding: 0; } figure, tr { break-inside: avoid; } .scroll { overflow: visible; } }
`;

/** @returns the page; it names nothing outside itself */
export function reportHtml(report: Report): string {
  const overall = overallFigure(report);
  const benchmarks = report.cards.map((card) => `<h2>${escaped(card.name)}</h2>${benchmarkPart(report, card)}`);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Heirloom report, ${escaped(report.tier)} tier</title><style>${STYLE}</style></head><body>
<h1>What keeps a generative model from collapsing?</h1>
<p>Gap closed, ${escaped(report.tier)} tier: 0 is as bad as doing nothing (replace), 100 as good as fresh real data every generation (oracle). 95% intervals over seeds.${hasPlaces(report) ? ' Ranks hold within an entry’s place: its division, its budget of real data and its classes of training and of calls.' : ''}</p>
${scoreTable(report)}
${noteList(report)}
${overall ? `<h2>Overall</h2>${figureHtml(overall)}` : ''}
${answerPart(report)}
${familyPart(report)}
${benchmarks.join('\n')}
${report.comparison ? `<h2>Paired comparison</h2><pre>${escaped(comparisonText(report.comparison, PRE_WIDTH))}</pre>` : ''}
<h2>Digests</h2>
${digestTable(report)}
</body></html>
`;
}

/** A figure with its numbers, which need no script to be opened. */
function figureHtml(figure: Figure): string {
  const { columns, rows } = figure.numbers;
  const cell = (content: Cell): string => {
    if (typeof content === 'string') return escaped(content);
    return escaped(content.text) + (content.note ? `<span class="note">${escaped(content.note)}</span>` : '');
  };
  const head = columns.map((column) => `<th>${escaped(column)}</th>`).join('');
  const body = rows.map((row) => `<tr>${row.map((content) => `<td>${cell(content)}</td>`).join('')}</tr>`).join('');
  const numbers = `<details><summary>The numbers as a table</summary><div class="scroll"><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div></details>`;
  return `<figure>${drawFigure(figure, 'column')}${figure.kind === 'rows' ? '' : numbers}</figure>`;
}

/** What the board says in words; empty where the suite's rules know no budgets. */
function answerPart(report: Report): string {
  const [title, ...lines] = answerLines(report);
  if (title === undefined) return '';
  return `<h2>${escaped(title.replace(/:$/, ''))}</h2><ul>${lines.map((line) => `<li>${escaped(line)}</li>`).join('')}</ul>`;
}

/** A table for each family; empty where there is none. */
function familyPart(report: Report): string {
  const tables = familiesOf(report).map((family) => {
    const { title, headers, rows } = familyTable(report, family);
    return `<h2>${escaped(title)}</h2>${table(headers, rows)}`;
  });
  return tables.length === 0 ? '' : `${tables.join('')}<p>${escaped(COST_WORDS)}</p>`;
}

/** A benchmark's main metric, and its scores at every horizon with what else a score hides where anything has one. */
function benchmarkPart(report: Report, card: BenchmarkCard): string {
  const horizons = horizonFigure(report, card);
  const figures = [trajectoryFigure(report, card), ...(horizons === null ? [] : [horizons])];
  const drawn = `<div class="figures">${figures.map(figureHtml).join('')}</div>`;
  if (horizons === null) return drawn;
  const rows = report.strategies.flatMap((strategy) => {
    const found = byHorizonOf(report, strategy, card);
    return found ? [[strategy.id, ratioText(found), halfLifeText(found)]] : [];
  });
  const words =
    'The score with every horizon: means over generations 1 to it, in place of all. Error left: how many times the oracle’s. Half-life: the generation by which half of what replace loses by the end is lost.';
  return `${drawn}<p>${words}</p>${table(['strategy', 'error left', 'half-life'], rows)}`;
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
    const code = command === null ? '' : `<pre>${escaped(command)}</pre>`;
    return `<li>${escaped(words)}${code}</li>`;
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
    `<tr${isLine ? ' class="line"' : ''}>${cells.map((cell, index) => `<${tag}>${index === 0 ? nameHtml(cell) : escaped(cell)}</${tag}>`).join('')}</tr>`;
  return `<div class="scroll"><table><thead>${line('th', head)}</thead><tbody>${rows.map((row, index) => line('td', row, lines[index])).join('')}</tbody></table></div>`;
}

/** A name may go on in a new line after what joins its parts, and nowhere else. */
function nameHtml(name: string): string {
  return name
    .split(/(?<=[+,:/])/)
    .map((part) => `<span class="part">${escaped(part)}</span>`)
    .join('<wbr>');
}
