/**
 * What pages and API show: plain JSON values, no Prisma types, no dates but ISO 8601 text. The query functions of this
 * folder return them (getBoard, listBoardTrajectories, getSubmission); the API answers with them as they are.
 */
export type * from './benchmarks.ts';
export type * from './board-query.ts';
export type * from './boards.ts';
export type * from './charts.ts';
export type * from './comparisons.ts';
export type * from './doses.ts';
export type * from './frames.ts';
export type * from './run-measures.ts';
export type * from './scores.ts';
export type * from './snapshots.ts';
export type * from './standing.ts';
export type * from './strategies.ts';
export type * from './submissions.ts';
export type * from './verification.ts';
