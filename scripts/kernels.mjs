/** `npm run kernels`: compiles benchmarks/numerics/engine/wasm/assembly to kernels.wasm. To be repeated when a source there changes. */
import { writeFileSync } from 'node:fs';
import { compileKernels } from './kernels/compile.mjs';
import { inRoot } from './support/root.mjs';
import { say } from './support/steps.mjs';

const bytes = await compileKernels();
writeFileSync(inRoot('benchmarks', 'numerics', 'engine', 'wasm', 'kernels.wasm'), bytes);
say(`kernels.wasm: ${bytes.length} bytes`);
