import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { TensorEngine } from '#benchmarks/numerics/engine/engine.ts';
import { fusedOps } from '#benchmarks/numerics/engine/wasm/fused-ops.ts';
import { openHeap } from '#benchmarks/numerics/engine/wasm/heap.ts';
import { instantiateKernels, openModule } from '#benchmarks/numerics/engine/wasm/kernels.ts';
import { BUILDS, compilePortable, compileRelaxed } from '#benchmarks/numerics/engine/wasm/modules.ts';
import { overrideKernels } from '#benchmarks/numerics/engine/wasm/overrides.ts';
import { Stream } from '#benchmarks/numerics/stream.ts';
import { compileKernels } from '../../../../tools/kernels/compile.ts';
import { operationsAgree } from './operations-agree.ts';
import { train } from './small-training.ts';
import { outputsOf, switchTo } from './support.ts';

const relaxed = compileRelaxed();
const portable = compilePortable();

describe('the compiled kernels', () => {
  it('are what their source compiles to (npm run artefacts -- kernels)', async () => {
    const compiled = await compileKernels();
    expect(Object.keys(compiled)).toEqual(Object.keys(BUILDS));
    for (const [name, file] of Object.entries(BUILDS)) {
      expect(Buffer.from(compiled[name as keyof typeof BUILDS]).equals(readFileSync(file)), name).toBe(true);
    }
  });

  it("live in the memory that they are given: no data of their own that would overwrite tfjs's", () => {
    for (const module of relaxed ? [relaxed, portable] : [portable]) {
      expect(WebAssembly.Module.imports(module)).toEqual([{ module: 'env', name: 'memory', kind: 'memory' }]);
      // A data segment would be written at its address as the module starts.
      const memory = new WebAssembly.Memory({ initial: 1 });
      new Uint8Array(memory.buffer).fill(7);
      new WebAssembly.Instance(module, { env: { memory } });
      expect(new Uint8Array(memory.buffer).every((byte) => byte === 7)).toBe(true);
    }
  });
});

describe('the fused multiply-add', () => {
  type MultiplyAdd = (x: number, y: number, z: number) => number;
  const of = (module: WebAssembly.Module): MultiplyAdd => {
    const memory = new WebAssembly.Memory({ initial: 1 });
    return new WebAssembly.Instance(module, { env: { memory } }).exports.multiplyAdd as MultiplyAdd;
  };
  const power = (n: number) => 2 ** n;
  const [above1, largest, least] = [1 + power(-12), 2 * power(127) - power(104), power(-149)];

  // Each x·y + z rounded once, by hand; the comment says what two roundings give.
  it.each([
    ['a product that cancels', [above1, above1, -(1 + power(-11))], power(-24)], // 0
    ['a little above half way', [above1, above1, power(-80)], 1 + power(-11) + power(-23)], // 1 + 2⁻¹¹, in double precision too
    ['a little below half way', [above1, above1, -power(-80)], 1 + power(-11)],
    ['half way, to even', [above1, above1, 0], 1 + power(-11)],
    ['half way, negative', [-above1, above1, -power(-80)], -(1 + power(-11) + power(-23))],
    ['a product too large, and back', [largest, 2, -largest], largest], // Infinity
    ['too large', [largest, 2, largest], Number.POSITIVE_INFINITY],
    ['denormal, half way, to even', [1.5 * power(-75), power(-74), least], 2 * least], // 3 × 2⁻¹⁴⁹
    ['nothing', [0, -5, 0], 0],
    ['no number', [Number.POSITIVE_INFINITY, 0, 1], Number.NaN],
  ])('rounds once: %s', (_, [x, y, z], expected) => {
    expect(of(portable)(x as number, y as number, z as number)).toBe(expected);
    if (relaxed) expect(of(relaxed)(x as number, y as number, z as number)).toBe(expected);
  });

  it.skipIf(relaxed === null)('has the same bits in both builds, whatever the floats', () => {
    const [fused, computed] = [of(relaxed as WebAssembly.Module), of(portable)];
    const stream = new Stream('test/fused-multiply-add');
    const bits = new Uint32Array(3);
    const floats = new Float32Array(bits.buffer);
    const different: number[][] = [];
    for (let i = 0; i < 200_000; i++) {
      for (const place of bits.keys()) bits[place] = stream.bits();
      // Every other time, z nearly cancels the product: there one rounding and two differ most.
      if (i % 2 === 0) {
        floats[2] = -(floats[0] as number) * (floats[1] as number);
        bits[2] = (bits[2] as number) + stream.int(7) - 3;
      }
      const operands = [...floats] as [number, number, number];
      if (!Object.is(fused(...operands), computed(...operands))) different.push(operands);
    }
    expect(different).toEqual([]);
  });
});

describe.skipIf(relaxed === null)('both builds have the same bits', () => {
  /** The default engine with the kernels of this build. Those of the last call are the ones that tfjs has. */
  async function engineOf(module: WebAssembly.Module): Promise<TensorEngine> {
    const engine = await switchTo('wasm');
    const { tf } = engine;
    const heap = openHeap(tf);
    if (heap === null) throw new Error('The heap is not where it was.');
    const kernels = instantiateKernels(heap, (memory) => openModule(module, memory));
    overrideKernels(tf, heap, kernels);
    return { ...engine, ops: fusedOps({ tf, heap, kernels }) };
  }
  const onBoth = async <T>(compute: (engine: TensorEngine) => T): Promise<[T, T]> => {
    const computed = compute(await engineOf(portable));
    return [computed, compute(await engineOf(relaxed as WebAssembly.Module))];
  };
  const bits = (outputs: readonly Float32Array[]) =>
    outputs.map((values) => Buffer.from(values.buffer).toString('hex'));

  // Any difference is one too many.
  operationsAgree(async (compute) => {
    const [computed, fused] = await onBoth((engine) => bits(outputsOf(engine, compute)));
    return isDeepStrictEqual(fused, computed) ? 0 : Number.POSITIVE_INFINITY;
  });

  it('after a training', async () => {
    const [computed, fused] = await onBoth((engine) => bits(train(engine, 4)));
    expect(fused).toEqual(computed);
  });
});
