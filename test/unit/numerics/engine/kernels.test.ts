import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { KERNELS_FILE } from '../../../../benchmarks/numerics/engine/wasm/kernels.ts';
import { compileKernels } from '../../../../scripts/kernels/compile.mjs';

describe('kernels.wasm', () => {
  it('is what its source compiles to (npm run kernels)', async () => {
    expect(Buffer.from(await compileKernels()).equals(readFileSync(KERNELS_FILE))).toBe(true);
  });

  it("lives in the memory that it is given: no data of its own that would overwrite tfjs's", () => {
    const module = new WebAssembly.Module(readFileSync(KERNELS_FILE));
    expect(WebAssembly.Module.imports(module)).toEqual([{ module: 'env', name: 'memory', kind: 'memory' }]);
    // A data segment would be written at its address as the module starts.
    const memory = new WebAssembly.Memory({ initial: 1 });
    new Uint8Array(memory.buffer).fill(7);
    new WebAssembly.Instance(module, { env: { memory } });
    expect(new Uint8Array(memory.buffer).every((byte) => byte === 7)).toBe(true);
  });
});
