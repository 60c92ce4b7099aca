/**
 * Our WebAssembly module in its two builds (source in `assembly/`, built by `npm run artefacts -- kernels`, kept in the repository so that no compiler
 * is needed to run). Both compute the same bits: `relaxed` with the processor's fused multiply-add, `portable` without.
 */
import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';

export const BUILDS = {
  relaxed: new URL('./kernels-relaxed.wasm', import.meta.url),
  portable: new URL('./kernels-portable.wasm', import.meta.url),
} as const;

let relaxed: WebAssembly.Module | null | undefined;

/** The build with relaxed SIMD, or null where this Node or this processor has no fused multiply-add. */
export function compileRelaxed(): WebAssembly.Module | null {
  if (relaxed === undefined) {
    const module = withRelaxedSimd(readFileSync(BUILDS.relaxed));
    relaxed = module && fuses(module) ? module : null;
  }
  return relaxed;
}

export function compilePortable(): WebAssembly.Module {
  return new WebAssembly.Module(readFileSync(BUILDS.portable));
}

/**
 * Node 20 knows relaxed SIMD behind a flag, later ones know it as it is. The flag stays: it is the whole process's, and other threads
 * may be compiling at the same moment.
 */
function withRelaxedSimd(bytes: Uint8Array<ArrayBuffer>): WebAssembly.Module | null {
  if (WebAssembly.validate(bytes)) return new WebAssembly.Module(bytes);
  setFlagsFromString('--experimental-wasm-relaxed-simd');
  return WebAssembly.validate(bytes) ? new WebAssembly.Module(bytes) : null;
}

/** Relaxed SIMD may also multiply and add in two roundings: (1 + 2⁻¹²)² − (1 + 2⁻¹¹) is 2⁻²⁴ in one and 0 in two. */
function fuses(module: WebAssembly.Module): boolean {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const { multiplyAdd } = new WebAssembly.Instance(module, { env: { memory } }).exports as {
    multiplyAdd: (x: number, y: number, z: number) => number;
  };
  return multiplyAdd(1 + 1 / 4096, 1 + 1 / 4096, -(1 + 1 / 2048)) === 1 / 16_777_216;
}
