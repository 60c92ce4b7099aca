/**
 * Weights as safetensors (huggingface/safetensors, format of version 0.4): the header's length (64-bit, little-endian), a
 * JSON header with shape and place of each tensor, then the values. Only float32, which is all that weights are.
 */
import { HeirloomError } from '../../protocol/errors.ts';
import type { Weight, Weights } from './weights.ts';

const LENGTH_BYTES = 8;
/** The header is padded with spaces so that values start at a multiple of this. */
const ALIGNMENT = 8;

/** Writes the weights in the order of their names. */
export function writeSafetensors(weights: Weights): Uint8Array {
  const names = Object.keys(weights).sort();
  let end = 0;
  const entries = names.map((name) => {
    const { shape, values } = weights[name] as Weight;
    const start = end;
    end += values.byteLength;
    return [name, { dtype: 'F32', shape, data_offsets: [start, end] }];
  });
  const json = JSON.stringify(Object.fromEntries(entries));
  const header = new TextEncoder().encode(json.padEnd(Math.ceil(json.length / ALIGNMENT) * ALIGNMENT));
  const bytes = new Uint8Array(LENGTH_BYTES + header.length + end);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(header.length), true);
  bytes.set(header, LENGTH_BYTES);
  let at = LENGTH_BYTES + header.length;
  for (const name of names) {
    for (const value of (weights[name] as Weight).values) {
      view.setFloat32(at, value, true);
      at += 4;
    }
  }
  return bytes;
}

/** @throws HeirloomError run-failed where the bytes are not float32 safetensors */
export function readSafetensors(bytes: Uint8Array): Weights {
  try {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const start = LENGTH_BYTES + Number(view.getBigUint64(0, true));
    const header: unknown = JSON.parse(new TextDecoder().decode(bytes.subarray(LENGTH_BYTES, start)));
    return Object.fromEntries(
      Object.entries(header as Record<string, HeaderEntry>)
        .filter(([name]) => name !== '__metadata__')
        .map(([name, entry]) => [name, readWeight(view, start, entry)]),
    );
  } catch (cause) {
    throw new HeirloomError(
      'run-failed',
      'Received bytes that are no safetensors file of float32 values; restore the file from git.',
      {
        cause,
      },
    );
  }
}

interface HeaderEntry {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data_offsets: readonly [start: number, end: number];
}

function readWeight(view: DataView, start: number, { dtype, shape, data_offsets: [from, to] }: HeaderEntry): Weight {
  const count = shape.reduce((product, side) => product * side, 1);
  if (dtype !== 'F32' || to - from !== 4 * count) {
    throw new RangeError(`A tensor of type ${dtype} and shape [${shape.join(', ')}] takes ${to - from} bytes.`);
  }
  return { shape, values: Float32Array.from({ length: count }, (_, i) => view.getFloat32(start + from + 4 * i, true)) };
}
