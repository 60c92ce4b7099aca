/** Everything that a snapshot's page shows. */
import { type MetaTag, toMetaTags } from '#benchmarks/snapshot/cite/metadata.ts';
import type { Database } from '../db/database.ts';
import type { CitationView, SnapshotView } from '../views/index.ts';
import { toCitable } from './citable.ts';
import { citationsOf, jsonLdOf } from './files.ts';
import { getSnapshot } from './read.ts';

export interface SnapshotPageView {
  readonly view: SnapshotView;
  readonly citations: readonly CitationView[];
  /** For search engines. */
  readonly jsonLd: object;
  /** For reference managers. */
  readonly metaTags: readonly MetaTag[];
}

/** Null where there is no such snapshot. `site`: the site's public address. */
export async function getSnapshotPage(database: Database, id: string, site: string): Promise<SnapshotPageView | null> {
  const view = await getSnapshot(database, id);
  if (!view) return null;
  return {
    view,
    citations: citationsOf(view, site),
    jsonLd: jsonLdOf(view, site),
    metaTags: toMetaTags(toCitable(view, site)),
  };
}
