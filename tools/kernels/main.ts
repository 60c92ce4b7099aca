/** `npm run artefacts -- kernels`: compiles benchmarks/numerics/engine/wasm/assembly to both modules. To be repeated when a source there changes. */
import { writeFileSync } from 'node:fs';
import { inRoot } from '../../scripts/support/root.mjs';
import { say } from '../../scripts/support/steps.mjs';
import { compileKernels } from './compile.ts';

export async function main(): Promise<void> {
  for (const [name, bytes] of Object.entries(await compileKernels())) {
    const file = `kernels-${name}.wasm`;
    writeFileSync(inRoot('benchmarks', 'numerics', 'engine', 'wasm', file), bytes);
    say(`${file}: ${bytes.length} bytes`);
  }
}
