/** The wire to the harness: frames over the standard streams, written and read without an event loop. */
import { readSync, writeSync } from 'node:fs';
import { decodeFrame, encodeFrame, type Frame } from '../frames.ts';

const IN = 0;
const OUT = 1;

/** What was read and not yet taken lies between `from` and `to`: one read brings most messages whole. */
let buffer = Buffer.allocUnsafeSlow(1 << 16);
let from = 0;
let to = 0;

export function send(frame: Frame): void {
  const bytes = encodeFrame(frame);
  for (let at = 0; at < bytes.length; ) at += writeSync(OUT, bytes, at, bytes.length - at);
}

/** Waits for the next frame. The process ends where the harness is gone. */
export function receive(): Frame {
  fill(4);
  const length = 4 + buffer.readUInt32LE(from);
  fill(length);
  const frame = decodeFrame(buffer.subarray(from, from + length));
  from += length;
  return frame;
}

/** Reads until so many bytes are there. */
function fill(length: number): void {
  if (from === to) from = to = 0;
  if (from + length > buffer.length) {
    const larger = length > buffer.length ? Buffer.allocUnsafeSlow(length) : buffer;
    buffer.copy(larger, 0, from, to);
    [buffer, from, to] = [larger, 0, to - from];
  }
  while (to - from < length) {
    const count = readSync(IN, buffer, to, buffer.length - to, null);
    if (count === 0) process.exit(0);
    to += count;
  }
}
