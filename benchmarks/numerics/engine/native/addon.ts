/** The compiled kernels as functions of Node, working in a WebAssembly memory. */
import { constants } from 'node:os';
import type { Exports, Kernel } from '../wasm/kernels.ts';

/** As many as addon.c reads; a product has the most. */
const MOST_ARGUMENTS = 16;

type Addon = Readonly<Record<keyof Exports, () => number>> & {
  readonly attach: (heap: ArrayBuffer, args: ArrayBuffer) => void;
};

/**
 * Each call of this gives functions of their own, with a memory of their own.
 * @throws Error where the system does not load the file
 */
export function openAddon(file: string, memory: WebAssembly.Memory): Exports {
  const module = { exports: {} as Addon };
  process.dlopen(module, file, constants.dlopen.RTLD_NOW);
  const { attach, ...kernels } = module.exports;
  const args = new Float64Array(MOST_ARGUMENTS);
  let heap = new Uint8Array(0);
  const wrapped = Object.entries(kernels).map(([name, call]) => {
    const kernel: Kernel<number> = (...values) => {
      // Memory that has grown has another buffer, and the views of the old one are empty.
      if (heap.length === 0) {
        heap = new Uint8Array(memory.buffer);
        attach(heap.buffer, args.buffer);
      }
      for (let i = 0; i < values.length; i++) args[i] = values[i] as number;
      return call();
    };
    return [name, kernel];
  });
  return Object.fromEntries(wrapped) as Exports;
}
