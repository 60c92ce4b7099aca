/** The builds of the engine's kernels on one matrix product. */
import type { BuildChoice } from '#benchmarks/numerics/engine/build-choice.ts';
import { chooseBuild, openBuild } from '#benchmarks/numerics/engine/builds.ts';
import type { BuildRequest } from '#benchmarks/protocol/engine.ts';
import { alternate, type Figure, median, medianRatio, seconds } from './measure.ts';

const ROUNDS = 5;
/** A dense [128, 256] · [256, 128]. */
const [M, K, N] = [128, 256, 128] as const;
/** Byte addresses of the operands, the result and the scratch; all of it fits in so many pages of 64 KiB. */
const [A, B, C, SCRATCH, PAGES] = [1 << 20, 2 << 20, 3 << 20, 4 << 20, 128] as const;
/** Products a round: the portable build takes some forty times as long as the others. */
const countOf = (id: string): number => (id === 'portable' ? 10 : 200);
const REQUESTS: readonly BuildRequest[] = ['fastest', 'native-avx2', 'relaxed', 'portable'];

/** Each build that works here, against the build of WebAssembly with relaxed SIMD, or what stands for it here. */
export async function compareBuilds(): Promise<Figure[]> {
  const builds = new Map(REQUESTS.map((request) => chooseBuild(request)).map((choice) => [choice.id, choice]));
  const measured = await alternate(
    Object.fromEntries([...builds].map(([id, choice]) => [id, productOf(choice, countOf(id))])),
    { rounds: ROUNDS },
  );
  const peer = chooseBuild('relaxed').id;
  const of = (id: string): number[] => measured[id] ?? [];
  const gigaflops = (id: string): string => ((2 * M * K * N) / median(of(id)) / 1e9).toPrecision(3);
  return [...builds.keys()]
    .filter((id) => id !== peer)
    .map((id) => ({
      name: `${id}, product ${M} × ${K} × ${N}`,
      value: medianRatio(of(id), of(peer)),
      unit: `× ${peer}`,
      note: `${gigaflops(id)} and ${gigaflops(peer)} GFLOP/s`,
    }));
}

/** @returns seconds of one product, measured over `count` */
function productOf(choice: BuildChoice, count: number): () => Promise<number> {
  const memory = new WebAssembly.Memory({ initial: PAGES });
  const { matrixProduct } = openBuild(choice)(memory);
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
