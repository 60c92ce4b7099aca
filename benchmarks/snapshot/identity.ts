/** What a snapshot is called: its bytes decide. */
import { canonicalJson, sha256 } from '../protocol/digest.ts';
import type { Snapshot } from './schema.ts';

const SHORT_DIGEST = 8;

export interface SnapshotIdentity {
  /** RFC 8785 canonical JSON: the bytes that the digest covers. */
  readonly content: string;
  /** SHA-256 of the content. */
  readonly digest: string;
  /** Date and short digest: `2026-11-22-0123abcd`. */
  readonly id: string;
}

export function identify(snapshot: Snapshot): SnapshotIdentity {
  const content = canonicalJson(snapshot);
  const digest = sha256(content);
  return { content, digest, id: snapshotId(snapshot.createdAt, digest) };
}

export function snapshotId(createdAt: string, digest: string): string {
  return `${createdAt.slice(0, 10)}-${digest.slice(0, SHORT_DIGEST)}`;
}

/** The id in a text such as a file's name; null where there is none. */
export function findSnapshotId(text: string): string | null {
  return /\d{4}-\d{2}-\d{2}-[0-9a-f]{8}(?![0-9a-f])/.exec(text)?.[0] ?? null;
}
