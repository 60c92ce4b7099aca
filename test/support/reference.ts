/** The repository's reference results: real bundles of the standard tier, whose records are light. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { bundleOf } from '../../tools/reference/results.ts';
import { type RawEntry, tarOf } from './raw-tar.ts';

/** A strategy's bundle as it is sent. */
export function referenceBundle(strategy: string): Uint8Array<ArrayBuffer> {
  const folder = bundleOf(strategy);
  const paths = ['submission.json', ...readdirSync(join(folder, 'runs')).map((name) => `runs/${name}`)];
  const entries = paths.map((path): RawEntry => ({ path, bytes: readFileSync(join(folder, path)) }));
  return new Uint8Array(gzipSync(tarOf(entries), { level: 1 }));
}
