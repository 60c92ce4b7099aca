/** Runs the command line in a process of its own and measures it. */
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { RunRecord } from '#benchmarks/protocol/record.ts';
import { ended, startNode } from '../../scripts/support/children.mjs';
import { inRoot } from '../../scripts/support/root.mjs';

const HEIRLOOM = inRoot('benchmarks', 'cli', 'bin.mjs');
const PEAK = pathToFileURL(inRoot('tools', 'bench', 'peak-memory.mjs')).href;

export interface Ran {
  readonly seconds: number;
  /** Of resident memory, with worker threads, in MiB. */
  readonly peakMb: number;
  readonly stdout: string;
}

/** @throws Error where it ends with another exit code than 0 */
export async function heirloom(args: readonly string[]): Promise<Ran> {
  const peakFile = path.join(tmpdir(), `heirloom-peak-${process.pid}`);
  const env = { ...process.env, HEIRLOOM_PEAK_FILE: peakFile };
  const startedAt = performance.now();
  const { code, stdout } = await ended(startNode(['--import', PEAK, HEIRLOOM, ...args], { env, stdout: 'pipe' }));
  const seconds = (performance.now() - startedAt) / 1000;
  if (code !== 0) throw new Error(`heirloom ${args.join(' ')} ended with exit code ${code}; see above.`);
  const peakMb = Number(readFileSync(peakFile, 'utf8')) / 1024;
  rmSync(peakFile);
  return { seconds, peakMb, stdout };
}

/** The first record that `run --json` printed. @throws Error where there is none */
export function firstRecord(stdout: string): RunRecord {
  const { runs }: { readonly runs: readonly RunRecord[] } = JSON.parse(stdout);
  const [record] = runs;
  if (record === undefined) throw new Error('heirloom run printed no record.');
  return record;
}
