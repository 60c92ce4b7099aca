/** Runs the command line in a process of its own and measures it. */
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ended, startNode } from '../support/children.mjs';
import { inRoot } from '../support/root.mjs';

const HEIRLOOM = inRoot('benchmarks', 'cli', 'bin.mjs');
const PEAK = pathToFileURL(inRoot('scripts', 'bench', 'peak-memory.mjs')).href;

/** @param {readonly string[]} args @returns {Promise<{ seconds: number, peakMb: number, stdout: string }>} */
export async function heirloom(args) {
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
