/**
 * The safetensors format: a 64-bit little-endian length, a JSON header of that length, then the tensors' bytes.
 * https://github.com/huggingface/safetensors#format. Weights kept in the repository are written in it, so that any framework reads them.
 */
import { HeirloomError } from '../protocol/errors.ts';

export interface StoredTensor {
  readonly shape: readonly number[];
  /** Row-major. */
  readonly values: Float32Array;
}

interface HeaderEntry {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data_offsets: readonly [number, number];
}

const METADATA = '__metadata__';

/** Writes float32 tensors in the order of their names; the same tensors give the same bytes. */
export function formatSafetensors(
  tensors: Readonly<Record<string, StoredTensor>>,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array {
  const entries = Object.entries(tensors).sort(([a], [b]) => (a < b ? -1 : 1));
  const header: Record<string, unknown> = { [METADATA]: metadata };
  let size = 0;
  for (const [name, { shape, values }] of entries) {
    header[name] = { dtype: 'F32', shape, data_offsets: [size, size + values.byteLength] };
    size += values.byteLength;
  }
  // Spaces at the header's end let the data begin at a multiple of eight.
  const text = JSON.stringify(header);
  const json = new TextEncoder().encode(text.padEnd(text.length + ((8 - (Buffer.byteLength(text) % 8)) % 8)));
  const bytes = new Uint8Array(8 + json.length + size);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(json.length), true);
  bytes.set(json, 8);
  let at = 8 + json.length;
  for (const [, { values }] of entries) {
    for (const value of values) {
      view.setFloat32(at, value, true);
      at += 4;
    }
  }
  return bytes;
}

/** Reads float32 tensors by name. @throws HeirloomError run-failed where the bytes are no such file */
export function parseSafetensors(bytes: Uint8Array): Record<string, StoredTensor> {
  try {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const start = 8 + Number(view.getBigUint64(0, true));
    const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, start))) as Record<string, HeaderEntry>;
    return Object.fromEntries(
      Object.entries(header)
        .filter(([name]) => name !== METADATA)
        .map(([name, entry]) => [name, readTensor(view, start, name, entry)]),
    );
  } catch (cause) {
    throw new HeirloomError('run-failed', `Not a safetensors file: ${(cause as Error).message}`, { cause });
  }
}

function readTensor(view: DataView, start: number, name: string, entry: HeaderEntry): StoredTensor {
  const { dtype, shape } = entry;
  const [from, to] = entry.data_offsets;
  const size = shape.reduce((product, length) => product * length, 1);
  if (dtype !== 'F32' || to - from !== 4 * size) {
    throw new RangeError(`${name} is ${dtype} [${shape.join(', ')}] in ${to - from} bytes; expected F32.`);
  }
  const values = new Float32Array(size);
  for (let i = 0; i < size; i++) values[i] = view.getFloat32(start + from + 4 * i, true);
  return { shape, values };
}
