/** Snapshots, as lists and as they were taken. */
import { z } from 'zod';
import { sha256Schema, tierSchema } from '#benchmarks/protocol/ids.ts';
import { changesSchema, snapshotSchema } from '#leaderboard/snapshots/read.ts';
import type { ChangesView, SnapshotListView } from '#leaderboard/views/index.ts';
import { count, moment, named, shape } from './shape.ts';

export const snapshot = named('Snapshot', 'A snapshot’s own file, heirloom.snapshot/1.', snapshotSchema);

export const snapshotList = shape<SnapshotListView>()(
  'SnapshotList',
  'A page of all snapshots, at most 50, newest first.',
  z.strictObject({
    snapshots: z
      .array(
        z.strictObject({
          id: z.string(),
          digest: sha256Schema,
          path: z.string(),
          suite: z.string(),
          createdAt: moment,
          doi: z.string().nullable(),
          previous: z.string().nullable(),
          boards: z.array(z.strictObject({ tier: tierSchema, entries: count })),
          changes: z.strictObject({ added: count, removed: count, rescored: count, reranked: count }),
        }),
      )
      .max(50),
    page: z.int().min(1),
    pages: z.int().min(1),
    total: count,
  }),
);

const side = z.strictObject({ id: z.string(), createdAt: moment });

export const changes = shape<ChangesView>()(
  'Changes',
  'What differs between two snapshots of one suite, the earlier first.',
  z.strictObject({ suite: z.string(), before: side, after: side, changes: changesSchema }),
);

export const takenSnapshot = named(
  'TakenSnapshot',
  'The snapshot that there is now, and whether it was taken just now.',
  z.strictObject({ id: z.string(), digest: sha256Schema, created: z.boolean(), url: z.url() }),
);

export const registeredDoi = named(
  'RegisteredDoi',
  'A snapshot and its DOI.',
  z.strictObject({ id: z.string(), doi: z.string() }),
);
