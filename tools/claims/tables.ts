/** The tables of docs/claims.md: what suite 0.3 was made to show, computed from its reference results. */
import { REFERENCE_SETS } from '#benchmarks/bundle/reference-sets.ts';
import { suiteEntries } from '#benchmarks/suite/manifests.ts';
import { markdownTable, type Tables } from '../support/tables.ts';
import { principalShares } from './principal.ts';
import { clippedScores, keptStrategies, overallOn, readScores, type ScoreTable, strategiesOn } from './scores.ts';

const [BEFORE, OPEN] = REFERENCE_SETS;

/** The open suite's scores of every strategy that has results with its default parameters. */
export const readEvery = (): Promise<ScoreTable> => readScores(OPEN);
/** What keeps what it began with, and beside it what keeps or gets a tenth of real data. */
export const IDLE = ['freeze', 'gen0-samples', 'base'];
const LEARNING = ['retain', 'fresh'];

/** Those that the table lists. */
const COMPONENTS = [1, 2, 3, 4].map((number) => `component ${number}`);

/**
 * Reads the open suite's scores of those strategies that the suite before has results of as well: what is said of both has to be of
 * the same ones, or a strategy that is added would make a suite another one.
 */
export function readCompared(): Promise<ScoreTable> {
  const before = keptStrategies(BEFORE);
  return readScores(
    OPEN,
    keptStrategies(OPEN).filter((id) => before.includes(id)),
  );
}

/** @param open what `readCompared` gives @returns Markdown tables by name */
export async function claimTables(open: ScoreTable): Promise<Tables> {
  const every = await readEvery();
  return {
    'standing-still': standingStill(open),
    scores: allScores(every),
    dimensions: markdownTable(
      ['suite', 'strategies × benchmarks', 'of', ...COMPONENTS],
      [
        ...dimensions(await readScores(BEFORE), 'of both suites'),
        ...dimensions(open, 'of both suites'),
        ...dimensions(every, 'every one'),
      ],
    ),
  };
}

/** The benchmarks of a group that the table's strategies all ran. */
export function groupOf({ suite, complete }: ScoreTable, group: string): string[] {
  const entries = suiteEntries(suite).filter((entry) => entry.group === group);
  return entries.map(({ id }) => id).filter((id) => complete.includes(id));
}

/** A strategy's mean over a group, of clipped scores. */
export function groupMean(table: ScoreTable, strategy: string, group: string): number {
  const scores = clippedScores(table, strategy, groupOf(table, group));
  return scores.reduce((sum, score) => sum + score, 0) / scores.length;
}

function standingStill(table: ScoreTable): string {
  const drift = groupOf(table, 'drift');
  const shown = strategiesOn(table, table.complete).filter((id) => IDLE.includes(id) || LEARNING.includes(id));
  const rows = shown.map((strategy) => [
    `\`${strategy}\``,
    ...drift.map((benchmark) => withInterval(table, strategy, benchmark)),
    points(groupMean(table, strategy, 'drift')),
    points(overallOn(table, strategy, table.complete)),
  ]);
  return markdownTable(['strategy', ...drift.map((id) => `\`${id}\``), 'group *drift*', 'overall'], rows);
}

function allScores(table: ScoreTable): string {
  const rows = table.strategies.map((strategy) => [
    `\`${strategy}\``,
    ...table.benchmarks.map((benchmark) => withInterval(table, strategy, benchmark)),
  ]);
  return markdownTable(['strategy', ...table.benchmarks.map((id) => `\`${id}\``)], rows);
}

function withInterval({ scoreOf }: ScoreTable, strategy: string, benchmark: string): string {
  const score = scoreOf(strategy, benchmark);
  if (score === null) return '–';
  const { value, interval } = score;
  return interval === null ? points(value) : `${points(value)} [${interval.map(points).join(', ')}]`;
}

const points = (value: number): string => value.toFixed(1).replace('-', '−');

export interface CompleteScores {
  readonly strategies: readonly string[];
  readonly benchmarks: readonly string[];
  /** Clipped. `[strategies, benchmarks]` */
  readonly rows: readonly (readonly number[])[];
}

/** The strategies and benchmarks of which a table has every score. `helping`: only strategies above `replace` overall. */
export function completeScores(table: ScoreTable, helping = false): CompleteScores {
  const benchmarks = table.complete;
  const strategies = strategiesOn(table, benchmarks).filter((id) => !helping || overallOn(table, id, benchmarks) > 0);
  return { strategies, benchmarks, rows: strategies.map((strategy) => clippedScores(table, strategy, benchmarks)) };
}

/** @param which strategies they are, in words */
function dimensions(table: ScoreTable, which: string): string[][] {
  return [false, true].flatMap((helping) => {
    const { strategies, benchmarks, rows } = completeScores(table, helping);
    const size = `${which}${helping ? ', above `replace`' : ''}: ${strategies.length} × ${benchmarks.length}`;
    return [true, false].map((scaled) => [
      table.suite,
      size,
      scaled ? 'correlation' : 'covariance',
      ...principalShares(rows, scaled).slice(0, COMPONENTS.length).map(percent),
    ]);
  });
}

const percent = (share: number): string => `${(100 * share).toFixed(1)}%`;
