/** What the pages of snapshots show. Plain JSON values; see index.ts. */
import type { Tier } from '#benchmarks/protocol/ids.ts';
import type { Snapshot, SnapshotChanges } from '#benchmarks/snapshot/schema.ts';

export type { MetaTag } from '#benchmarks/snapshot/cite/metadata.ts';
export type { Snapshot, SnapshotChanges } from '#benchmarks/snapshot/schema.ts';

export interface SnapshotView {
  readonly id: string;
  /** SHA-256 of the content. */
  readonly digest: string;
  /** Path of its page. */
  readonly path: string;
  /** Length of the content. */
  readonly bytes: number;
  /** Registered for it after it was deposited; null without. */
  readonly doi: string | null;
  /** The snapshot that followed, or null. */
  readonly next: string | null;
  readonly snapshot: Snapshot;
}

export interface SnapshotListItem {
  readonly id: string;
  readonly digest: string;
  readonly path: string;
  readonly suite: string;
  readonly createdAt: string;
  readonly doi: string | null;
  readonly previous: string | null;
  readonly boards: readonly { readonly tier: Tier; readonly entries: number }[];
  /** How many entries changed against the snapshot before. */
  readonly changes: Readonly<Record<'added' | 'removed' | 'rescored' | 'reranked', number>>;
}

/** A page of all snapshots, newest first. */
export interface SnapshotListView {
  readonly snapshots: readonly SnapshotListItem[];
  /** From 1. */
  readonly page: number;
  readonly pages: number;
  /** On all pages. */
  readonly total: number;
}

/** A citation, ready to be copied. */
export interface CitationView {
  /** As in the address of its file. */
  readonly format: 'apa' | 'bibtex' | 'ris' | 'csl-json' | 'cff';
  readonly name: string;
  readonly text: string;
}

export interface ChangesView {
  readonly suite: string;
  readonly before: { readonly id: string; readonly createdAt: string };
  readonly after: { readonly id: string; readonly createdAt: string };
  readonly changes: SnapshotChanges;
}
