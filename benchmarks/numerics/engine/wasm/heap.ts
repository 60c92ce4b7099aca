/** The heap of tfjs's WebAssembly backend: where its tensors lie, and memory for ours. */
import type { DataType, KernelBackend, TensorInfo } from '@tensorflow/tfjs-core';
import type { Tensor, Tf } from '../engine.ts';

export interface Heap {
  readonly memory: WebAssembly.Memory;
  /** The byte address of a tensor's first element. */
  address(tensor: TensorInfo): number;
  /** A new tensor's memory, not initialised. */
  output(shape: number[], dtype: DataType): TensorInfo;
  /** A view that is valid until memory is next taken. */
  view(tensor: TensorInfo): Float32Array | Int32Array | Uint8Array;
  /** The same memory under another tensor, without a copy. */
  share(tensor: TensorInfo): TensorInfo;
  /** How many tensors share this memory. */
  owners(tensor: TensorInfo): number;
  /** Bytes that stay taken for the life of the thread; the address is a multiple of 16. */
  allocate(bytes: number): number;
  /** A new float32 tensor of the current scope, not initialised. */
  empty<T extends Tensor = Tensor>(shape: readonly number[]): T;
}

/** What is used of the backend, which its types don't show. */
interface Internals extends KernelBackend {
  readonly wasm: { readonly asm: { readonly memory: WebAssembly.Memory }; readonly _malloc: (bytes: number) => number };
  readonly dataIdMap: { get(id: object): { readonly memoryOffset: number } };
  makeOutput(shape: number[], dtype: DataType): TensorInfo;
  typedArrayFromHeap(tensor: TensorInfo): Float32Array | Int32Array | Uint8Array;
}

/** The heap of the current backend, or null where this version of the backend keeps it elsewhere. */
export function openHeap(tf: Tf): Heap | null {
  const backend = tf.backend();
  if (!hasInternals(backend)) return null;
  return {
    memory: backend.wasm.asm.memory,
    address: ({ dataId }) => backend.dataIdMap.get(dataId).memoryOffset,
    output: (shape, dtype) => backend.makeOutput(shape, dtype),
    view: (tensor) => backend.typedArrayFromHeap(tensor),
    share: ({ dataId, shape, dtype }) => {
      backend.incRef(dataId);
      return { dataId, shape, dtype };
    },
    owners: ({ dataId }) => backend.refCount(dataId),
    // An address may be above 2 GiB, where malloc's answer is negative.
    allocate: (bytes) => (((backend.wasm._malloc(bytes + 15) >>> 0) + 15) & ~15) >>> 0,
    empty: <T extends Tensor>(shape: readonly number[]) => {
      const { dataId } = backend.makeOutput([...shape], 'float32');
      return tf.engine().makeTensorFromDataId(dataId, [...shape], 'float32') as T;
    },
  };
}

function hasInternals(backend: KernelBackend): backend is Internals {
  const { wasm, dataIdMap, makeOutput, typedArrayFromHeap } = backend as Partial<Internals>;
  return (
    wasm?.asm?.memory instanceof WebAssembly.Memory &&
    typeof wasm._malloc === 'function' &&
    typeof dataIdMap?.get === 'function' &&
    typeof makeOutput === 'function' &&
    typeof typedArrayFromHeap === 'function'
  );
}
