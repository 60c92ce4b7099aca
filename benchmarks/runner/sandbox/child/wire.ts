/** The wire to the harness: frames over the standard streams, written and read without an event loop. */
import { readSync, writeSync } from 'node:fs';
import { decodeFrame, encodeFrame, type Frame } from '../frames.ts';

const IN = 0;
const OUT = 1;

export function send(frame: Frame): void {
  const bytes = encodeFrame(frame);
  for (let at = 0; at < bytes.length; ) at += writeSync(OUT, bytes, at, bytes.length - at);
}

/** Waits for the next frame. The process ends where the harness is gone. */
export function receive(): Frame {
  return decodeFrame(readBytes(readBytes(4).readUInt32LE(0)));
}

function readBytes(length: number): Buffer {
  const bytes = Buffer.allocUnsafeSlow(length);
  for (let at = 0; at < length; ) {
    const count = readSync(IN, bytes, at, length - at, null);
    if (count === 0) process.exit(0);
    at += count;
  }
  return bytes;
}
