/** Runs the command line as a user does: another process, its streams and its exit code. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const BIN = fileURLToPath(new URL('../../benchmarks/cli/bin.mjs', import.meta.url));

export interface Finished {
  /** The exit code, or the name of the signal that ended the process. */
  readonly code: number | string | null;
  readonly stdout: string;
  readonly stderr: string;
}

export const startHeirloom = (args: readonly string[], env?: Readonly<Record<string, string>>): ChildProcess =>
  startScript([BIN, ...args], env);

/** Node with these arguments. */
export function startScript(args: readonly string[], env: Readonly<Record<string, string>> = {}): ChildProcess {
  const { HEIRLOOM_TOKEN: _, ...inherited } = process.env;
  return spawn(process.execPath, args, { env: { ...inherited, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
}

export function finished(child: ChildProcess): Promise<Finished> {
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  return new Promise((resolve, reject) => {
    child.once('error', reject).once('close', (code, signal) => resolve({ code: code ?? signal, stdout, stderr }));
  });
}

export const heirloom = (args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Finished> =>
  finished(startHeirloom(args, env));

export const temporaryFolder = (): string => mkdtempSync(join(tmpdir(), 'heirloom-test-'));
