/** What the native kernels can be compiled for, and which of it this machine's processor is. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { BuildId } from '../../../protocol/engine.ts';

export type NativeId = Extract<BuildId, `native-${string}`>;

export interface Target {
  readonly id: NativeId;
  /** For the compiler. */
  readonly flags: readonly string[];
  /** Why this machine can't run it, or null. */
  readonly lack: string | null;
}

/** All targets, the widest first. */
export function targetsHere(): readonly Target[] {
  const has = process.arch === 'x64' ? featuresOfX64() : new Set<string>();
  const x64 = (name: string, ...features: string[]) => {
    if (process.arch !== 'x64') return `this processor is ${process.arch}, no x64`;
    return features.every((feature) => has.has(feature)) ? null : `this processor has no ${name}`;
  };
  const all: Target[] = [
    { id: 'native-avx512', flags: ['-mavx512f', '-mavx2', '-mfma'], lack: x64('AVX-512F', 'avx512f', 'avx2', 'fma') },
    { id: 'native-avx2', flags: ['-mavx2', '-mfma'], lack: x64('AVX2 with FMA', 'avx2', 'fma') },
    {
      id: 'native-neon',
      flags: [],
      lack: process.arch === 'arm64' ? null : `this processor is ${process.arch}, no arm64`,
    },
  ];
  if (process.platform === 'linux' || process.platform === 'darwin') return all;
  return all.map((target) => ({ ...target, lack: 'native kernels are compiled on Linux and macOS alone' }));
}

/** Features that both the processor and the system have, in the words of /proc/cpuinfo. */
function featuresOfX64(): ReadonlySet<string> {
  try {
    if (process.platform === 'linux') {
      const flags = /^flags\s*:(.*)$/m.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[1] ?? '';
      return new Set(flags.trim().split(/\s+/));
    }
    const names = { 'hw.optional.avx512f': 'avx512f', 'hw.optional.avx2_0': 'avx2', 'hw.optional.fma': 'fma' };
    const answer = execFileSync('sysctl', Object.keys(names), {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return new Set(Object.entries(names).flatMap(([key, name]) => (answer.includes(`${key}: 1`) ? [name] : [])));
  } catch {
    // A system that doesn't tell: WebAssembly works on every one.
    return new Set();
  }
}
