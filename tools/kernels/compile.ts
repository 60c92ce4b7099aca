/** Compiles the engine's own kernels. The same compiler gives the same bytes on every machine. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import asc from 'assemblyscript/asc';
import { inRoot } from '../../scripts/support/root.mjs';

const ENTRY = ['benchmarks', 'numerics', 'engine', 'wasm', 'assembly', 'index.ts'];

/** @returns both modules' bytes: with relaxed SIMD and without */
export async function compileKernels(): Promise<Record<'relaxed' | 'portable', Uint8Array>> {
  return { relaxed: await compile('relaxed-simd'), portable: await compile() };
}

async function compile(...features: readonly string[]): Promise<Uint8Array> {
  const folder = mkdtempSync(path.join(tmpdir(), 'heirloom-kernels-'));
  try {
    const output = path.join(folder, 'kernels.wasm');
    const { error, stderr } = await asc.main([
      path.relative(process.cwd(), inRoot(...ENTRY)),
      ...['--outFile', path.relative(process.cwd(), output)],
      ...['-O3', '--noAssert'],
      ...['simd', ...features].flatMap((feature) => ['--enable', feature]),
      // The memory is tfjs's: no allocator, no memory of its own.
      ...['--runtime', 'stub', '--importMemory'],
    ]);
    if (error) throw new Error(`The kernels do not compile:\n${stderr.toString()}`);
    return new Uint8Array(readFileSync(output));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
