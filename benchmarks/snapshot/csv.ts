/** How every table (CSV) of the project is written: cells that a spreadsheet takes as what they are. */
import { stringify } from 'csv-stringify/sync';
import type { Classes } from '../protocol/place.ts';
import { tableSubmission } from '../protocol/table-ids.ts';

export type Cell = string | number | null;

/**
 * CSV (RFC 4180) with a header; numbers unrounded, an empty cell for null. A text that a spreadsheet would run as a formula
 * (it begins with =, +, -, @, a full-width form of these, a tab or a carriage return) gets an apostrophe before it; a negative number
 * stays a number. `columns`: the names of the header, where it is to stand above no rows, too.
 */
export function toTable(rows: readonly Readonly<Record<string, Cell>>[], columns?: readonly string[]): string {
  return stringify([...rows], { header: true, escape_formulas: true, ...(columns && { columns: [...columns] }) });
}

/** Submissions in one cell, separated by spaces. */
export function submissionsCell(ids: readonly string[]): string {
  return ids.map(tableSubmission).join(' ');
}

/** An entry as the rules of suite 0.3 and later speak of it. */
interface Ruled {
  readonly sameAs?: string | null | undefined;
  readonly idle?:
    | readonly {
        readonly baseline: string;
        readonly verdict: string;
        readonly value: number | null;
        readonly low: number | null;
        readonly high: number | null;
      }[]
    | undefined;
}

/** What those rules say of it, `baselines` being the board's idle ones; tables of earlier suites have no such columns. */
export function ruleCells({ sameAs = null, idle = [] }: Ruled, baselines: readonly string[]): Record<string, Cell> {
  const standings = baselines.flatMap((baseline): [string, Cell][] => {
    const own = idle.find((standing) => standing.baseline === baseline);
    return [
      [`idle_${baseline}`, own?.verdict ?? null],
      [`idle_${baseline}_difference`, own?.value ?? null],
      [`idle_${baseline}_low`, own?.low ?? null],
      [`idle_${baseline}_high`, own?.high ?? null],
    ];
  });
  return { same_as: sameAs, ...Object.fromEntries(standings) };
}

/** What protocols from suite 0.3 on count of a run's cost; empty where no benchmark of it does. */
export function countedCells(counted: Counted | undefined): Record<string, Cell> {
  return {
    updates: counted?.updates ?? null,
    fresh_shown: counted?.freshShown ?? null,
    retained_shown: counted?.retainedShown ?? null,
    density_calls: counted?.densityCalls ?? null,
  };
}

/** Where an entry is ranked beside its division, and its score over what it applies to, by the rules of budgets and classes. */
export function placeCells({ classes, applicable }: Placed): Record<string, Cell> {
  return {
    budget: classes?.budget ?? null,
    training_class: classes?.training ?? null,
    call_class: classes?.calls ?? null,
    applicable_score: applicable?.value ?? null,
    applicable_low: applicable?.low ?? null,
    applicable_high: applicable?.high ?? null,
    applicable_benchmarks: applicable?.benchmarks ?? null,
  };
}

interface Placed {
  readonly classes?: Classes | null | undefined;
  readonly applicable?:
    | {
        readonly value: number;
        readonly low: number | null;
        readonly high: number | null;
        readonly benchmarks: number;
      }
    | null
    | undefined;
}

interface Counted {
  readonly updates: number;
  readonly freshShown: number;
  readonly retainedShown: number;
  readonly densityCalls: number;
}

/** ISO 8601 in UTC, to the second, of such a time with or without fractions. */
export function momentCell(moment: string): string {
  return `${moment.slice(0, 19)}Z`;
}

/** How far an entry's numbers have been checked. What the site's owner sent nobody reported: it is `maintained`, as on pages. */
export function statusOf<Label extends string, Level extends string>(entry: {
  readonly label: Label;
  readonly verification: Level;
}): Label | Level {
  return entry.verification === 'reported' ? entry.label : entry.verification;
}
