/** `npm run kernels`: compiles benchmarks/numerics/engine/wasm/assembly to both modules. To be repeated when a source there changes. */
import { writeFileSync } from 'node:fs';
import { compileKernels } from './kernels/compile.mjs';
import { inRoot } from './support/root.mjs';
import { say } from './support/steps.mjs';

for (const [name, bytes] of Object.entries(await compileKernels())) {
  const file = `kernels-${name}.wasm`;
  writeFileSync(inRoot('benchmarks', 'numerics', 'engine', 'wasm', file), bytes);
  say(`${file}: ${bytes.length} bytes`);
}
