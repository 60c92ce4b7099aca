/** Which page of which board is asked for. Plain JSON values; see index.ts. */
import type { BenchmarkCard } from '#benchmarks/protocol/card.ts';
import type { Tier } from '#benchmarks/protocol/ids.ts';
import type { Budget, CallClass, TrainingClass } from '#benchmarks/protocol/place.ts';
import type { Division } from '#benchmarks/protocol/regime.ts';
import type { SuiteBenchmark } from '#benchmarks/suite/manifests.ts';
import type { EntryLabel } from './standing.ts';

/** A division of the board, or all of them together (scores and costs, no ranks). */
export type BoardDivision = Division | 'all';

/** Benchmarks that a board is over: all of the suite's, one group's, or those that train a network (which are no group). */
export type NamedGroup = 'all' | BenchmarkCard['group'] | 'networks';

/** What a board is over: several benchmarks under one name, or one by its id. */
export type BoardGroup = NamedGroup | SuiteBenchmark;

/** Which of a division's budgets and classes a board shows; `all` shows every one, each entry with the rank in its own place. */
export interface ClassChoice {
  readonly budget: Budget | 'all';
  readonly training: TrainingClass | 'all';
  readonly calls: CallClass | 'all';
}

/** What a view of a board shows, and in which order. */
export interface BoardViewOptions {
  /** Entries whose specification has this strategy; null for all. */
  readonly strategy: string | null;
  readonly status: 'all' | 'ranked' | EntryLabel;
  /** Entries with at most this share of real data in their training sets, in percent, as the column has it; null for all. */
  readonly real: number | null;
  /** Entries that drew at most this many training sets' worth from models in a generation, as the column has it; null for all. */
  readonly drawn: number | null;
  /** A column (boards/order.ts), a group, or a benchmark's id. */
  readonly sort: string;
}

/** Which page of which board. */
export interface BoardQuery extends Partial<BoardViewOptions>, Partial<ClassChoice> {
  readonly suite: string;
  readonly tier: Tier;
  readonly division: BoardDivision;
  /** All benchmarks of the suite unless it is given. */
  readonly group?: BoardGroup;
  /** From 1. */
  readonly page: number;
}
