/** Both builds of the engine's kernels on one matrix product: what the portable one costs. */
import { compilePortable, compileRelaxed } from '#benchmarks/numerics/engine/wasm/modules.ts';
import { say } from '../../scripts/support/steps.mjs';
import { alternate, type Figure, median, medianRatio, seconds } from './measure.ts';

const ROUNDS = 5;
/** A dense [128, 256] · [256, 128]. */
const [M, K, N] = [128, 256, 128] as const;
/** Byte addresses of the operands, the result and the scratch; all of it fits in so many pages of 64 KiB. */
const [A, B, C, SCRATCH, PAGES] = [1 << 20, 2 << 20, 3 << 20, 4 << 20, 128] as const;

export async function compareBuilds(): Promise<Figure[]> {
  const relaxed = compileRelaxed();
  if (relaxed === null) {
    say('  builds not compared: this machine has no fused multiply-add');
    return [];
  }
  const measured = await alternate(
    { relaxed: productOf(relaxed, 200), portable: productOf(compilePortable(), 10) },
    { rounds: ROUNDS },
  );
  const gigaflops = (values: readonly number[]): string => ((2 * M * K * N) / median(values) / 1e9).toPrecision(3);
  return [
    {
      name: `portable build, product ${M} × ${K} × ${N}`,
      value: medianRatio(measured.portable, measured.relaxed),
      unit: '× the build with relaxed SIMD',
      note: `${gigaflops(measured.relaxed)} and ${gigaflops(measured.portable)} GFLOP/s`,
    },
  ];
}

/** The kernel as the modules export it; its arguments are those of `matrixProduct` in assembly/. */
type Product = (...args: readonly number[]) => void;

/** @returns seconds of one product, measured over `count` */
function productOf(module: WebAssembly.Module, count: number): () => Promise<number> {
  const memory = new WebAssembly.Memory({ initial: PAGES });
  const matrixProduct = new WebAssembly.Instance(module, { env: { memory } }).exports.matrixProduct as Product;
  new Float32Array(memory.buffer, A, M * K).forEach((_, i, values) => {
    values[i] = Math.sin(i);
  });
  new Float32Array(memory.buffer, B, K * N).forEach((_, i, values) => {
    values[i] = Math.cos(i);
  });
  const product = (): void => matrixProduct(0, 0, M, N, K, A, K, B, N, C, N, 0, 0, 0, SCRATCH);
  return async () =>
    (await seconds(() => {
      for (let i = 0; i < count; i++) product();
    })) / count;
}
