/** Bytes in a bundle store, without a bundle around them. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { sha256 } from '#benchmarks/protocol/digest.ts';
import { type Content, keepAll, type Waiting, withIncoming } from '#leaderboard/intake/bundle-store.ts';

/** Keeps contents in a store. */
export function keepContents(store: string, contents: readonly Uint8Array[]): Promise<Content[]> {
  return withIncoming(store, async (folder) => {
    const waiting: Waiting[] = [];
    for (const bytes of contents) {
      const file = path.join(folder, String(waiting.length));
      await writeFile(file, bytes, { mode: 0o600 });
      waiting.push({ file, sha256: sha256(bytes), bytes: bytes.length });
    }
    await keepAll(store, waiting);
    return waiting.map(({ sha256: digest, bytes }) => ({ sha256: digest, bytes }));
  });
}

/** Keeps one content in a store. */
export async function keepBytes(store: string, bytes: Uint8Array): Promise<Content> {
  return (await keepContents(store, [bytes]))[0] as Content;
}
