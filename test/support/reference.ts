/** The repository's reference results: real bundles of the standard tier, whose records are light. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { ReferenceSet } from '#benchmarks/bundle/reference-sets.ts';
import { bundleOf, FIRST_SET } from '../../tools/reference/results.ts';
import { type RawEntry, tarOf } from './raw-tar.ts';

/** A specification's bundle as it is sent. */
export function referenceBundle(spec: string, set: ReferenceSet = FIRST_SET): Uint8Array<ArrayBuffer> {
  const folder = bundleOf(spec, set);
  const paths = ['submission.json', ...readdirSync(join(folder, 'runs')).map((name) => `runs/${name}`)];
  const entries = paths.map((path): RawEntry => ({ path, bytes: readFileSync(join(folder, path)) }));
  return new Uint8Array(gzipSync(tarOf(entries), { level: 1 }));
}
