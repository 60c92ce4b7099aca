/**
 * What pages and API show: plain JSON values, no Prisma types, no dates but ISO 8601 text. The query functions of this
 * folder return them (getBoard, listBoardTrajectories, getSubmission); the API answers with them as they are.
 */
export type * from './benchmark-views.ts';
export type * from './board-views.ts';
export type * from './comparison-views.ts';
export type * from './frame-views.ts';
export type * from './snapshot-views.ts';
export type * from './strategy-views.ts';
export type * from './submission-views.ts';
