/** The builds of the engine's kernels on one matrix product. */
import { chooseBuild, openBuild } from '../../benchmarks/numerics/engine/builds.ts';
import { alternate, median, medianRatio, seconds } from './measure.mjs';

const ROUNDS = 5;
/** A dense [128, 256] · [256, 128]. */
const [M, K, N] = [128, 256, 128];
/** Byte addresses of the operands, the result and the scratch; all of it fits in so many pages of 64 KiB. */
const [A, B, C, SCRATCH, PAGES] = [1 << 20, 2 << 20, 3 << 20, 4 << 20, 128];
/** Products a round: the portable build takes some forty times as long as the others. */
const COUNTS = { portable: 10 };

/** Each build that works here, against the build of WebAssembly with relaxed SIMD, or what stands for it here. */
export async function compareBuilds() {
  const choices = ['fastest', 'native-avx2', 'relaxed', 'portable'].map((request) => chooseBuild(request));
  const builds = new Map(choices.map((choice) => [choice.id, choice]));
  const measured = await alternate(
    Object.fromEntries([...builds].map(([id, choice]) => [id, productOf(openBuild(choice), COUNTS[id] ?? 200)])),
    { rounds: ROUNDS },
  );
  const peer = chooseBuild('relaxed').id;
  const gigaflops = (id) => ((2 * M * K * N) / median(measured[id]) / 1e9).toPrecision(3);
  return [...builds.keys()]
    .filter((id) => id !== peer)
    .map((id) => ({
      name: `${id}, product ${M} × ${K} × ${N}`,
      value: medianRatio(measured[id], measured[peer]),
      unit: `× ${peer}`,
      note: `${gigaflops(id)} and ${gigaflops(peer)} GFLOP/s`,
    }));
}

/** @returns {() => Promise<number>} seconds of one product, measured over `count` */
function productOf(open, count) {
  const memory = new WebAssembly.Memory({ initial: PAGES });
  const { matrixProduct } = open(memory);
  new Float32Array(memory.buffer, A, M * K).forEach((_, i, values) => {
    values[i] = Math.sin(i);
  });
  new Float32Array(memory.buffer, B, K * N).forEach((_, i, values) => {
    values[i] = Math.cos(i);
  });
  const product = () => matrixProduct(0, 0, M, N, K, A, K, B, N, C, N, 0, 0, 0, SCRATCH);
  return async () =>
    (await seconds(() => {
      for (let i = 0; i < count; i++) product();
    })) / count;
}
