/** All routes of the API. A test holds this list and the files together. */
import type { DeclaredHandler } from './declare-route.ts';
import { FIGURE_ROUTES } from './figure-routes.ts';
import * as benchmarkHorizons from './v1/benchmarks/[id]/horizons/[tier]/route.ts';
import * as realSample from './v1/benchmarks/[id]/real-sample/route.ts';
import * as benchmarkCharts from './v1/benchmarks/[id]/trajectories/[tier]/route.ts';
import * as compare from './v1/compare/route.ts';
import * as doses from './v1/doses/route.ts';
import * as feed from './v1/feeds/[feed]/[format]/route.ts';
import * as health from './v1/health/route.ts';
import * as leaderboard from './v1/leaderboard/route.ts';
import * as limits from './v1/limits/route.ts';
import * as pareto from './v1/pareto/[suite]/[tier]/[division]/[group]/route.ts';
import * as snapshotFile from './v1/snapshots/[id]/[format]/route.ts';
import * as changes from './v1/snapshots/[id]/changes/[other]/route.ts';
import * as doi from './v1/snapshots/[id]/doi/route.ts';
import * as snapshot from './v1/snapshots/[id]/route.ts';
import * as snapshots from './v1/snapshots/route.ts';
import * as submissionFile from './v1/submissions/[id]/[format]/route.ts';
import * as bundle from './v1/submissions/[id]/bundle/route.ts';
import * as submissionEvents from './v1/submissions/[id]/events/route.ts';
import * as file from './v1/submissions/[id]/files/[...path]/route.ts';
import * as files from './v1/submissions/[id]/files/route.ts';
import * as frames from './v1/submissions/[id]/frames/[benchmark]/route.ts';
import * as runHorizons from './v1/submissions/[id]/horizons/[benchmark]/route.ts';
import * as ledger from './v1/submissions/[id]/ledger/[benchmark]/route.ts';
import * as objection from './v1/submissions/[id]/objection/route.ts';
import * as submission from './v1/submissions/[id]/route.ts';
import * as tombstone from './v1/submissions/[id]/tombstone/route.ts';
import * as runTrajectories from './v1/submissions/[id]/trajectories/[benchmark]/[metrics]/route.ts';
import * as submissionVerification from './v1/submissions/[id]/verification/route.ts';
import * as submissions from './v1/submissions/route.ts';
import * as revocation from './v1/tokens/[id]/revoke/route.ts';
import * as tokens from './v1/tokens/route.ts';
import * as trajectories from './v1/trajectories/route.ts';
import * as verification from './v1/verification/route.ts';

export const METHODS = ['GET', 'POST'] as const;
export type Method = (typeof METHODS)[number];

type Handlers = Readonly<Partial<Record<Method, DeclaredHandler>>>;

/** Handlers by the folder of their file below `app`, as Next names it, in the order in which they are described. */
export const ROUTES: Readonly<Record<string, Handlers>> = {
  'api/v1/leaderboard': leaderboard,
  'api/v1/pareto/[suite]/[tier]/[division]/[group]': pareto,
  'api/v1/doses': doses,
  'api/v1/trajectories': trajectories,
  'api/v1/benchmarks/[id]/trajectories/[tier]': benchmarkCharts,
  'api/v1/benchmarks/[id]/horizons/[tier]': benchmarkHorizons,
  'api/v1/benchmarks/[id]/real-sample': realSample,
  ...FIGURE_ROUTES,
  'api/v1/submissions': submissions,
  'api/v1/submissions/[id]': submission,
  'api/v1/submissions/[id]/bundle': bundle,
  'api/v1/submissions/[id]/files': files,
  'api/v1/submissions/[id]/files/[...path]': file,
  'api/v1/submissions/[id]/trajectories/[benchmark]/[metrics]': runTrajectories,
  'api/v1/submissions/[id]/horizons/[benchmark]': runHorizons,
  'api/v1/submissions/[id]/ledger/[benchmark]': ledger,
  'api/v1/submissions/[id]/frames/[benchmark]': frames,
  'api/v1/submissions/[id]/verification': submissionVerification,
  'api/v1/submissions/[id]/events': submissionEvents,
  'api/v1/submissions/[id]/tombstone': tombstone,
  'api/v1/submissions/[id]/objection': objection,
  // Behind those that are named: it would take their names for formats.
  'api/v1/submissions/[id]/[format]': submissionFile,
  'api/v1/verification': verification,
  'api/v1/compare': compare,
  'api/v1/snapshots': snapshots,
  'api/v1/snapshots/[id]': snapshot,
  'api/v1/snapshots/[id]/[format]': snapshotFile,
  'api/v1/snapshots/[id]/changes/[other]': changes,
  'api/v1/snapshots/[id]/doi': doi,
  'api/v1/feeds/[feed]/[format]': feed,
  'api/v1/limits': limits,
  'api/v1/health': health,
  'api/v1/tokens': tokens,
  'api/v1/tokens/[id]/revoke': revocation,
};

export interface DeclaredRoute {
  readonly method: Method;
  /** As descriptions write it: `/api/v1/submissions/{id}`. */
  readonly path: string;
  readonly handler: DeclaredHandler;
}

/** The routes of handlers by folder, one for each method. */
export function routesOf(handlers: Readonly<Record<string, Handlers>> = ROUTES): DeclaredRoute[] {
  return Object.entries(handlers).flatMap(([folder, own]) =>
    METHODS.flatMap((method) => {
      const handler = own[method];
      return handler === undefined ? [] : [{ method, path: pathOf(folder), handler }];
    }),
  );
}

const pathOf = (folder: string): string => `/${folder.replaceAll(/\[(?:\.\.\.)?([^\]]+)\]/g, '{$1}')}`;
