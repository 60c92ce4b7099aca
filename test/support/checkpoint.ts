/** A checkpoint's folder as opt.py prepares it, without a network in it: what the benchmark reads of one. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Letters of the text, one a token. */
export const LETTERS = 'abcdefghij klmnop';

/** Writes it and returns the folder of checkpoints. `blocks`: of 64 tokens, in the training split; a quarter as many are held out. */
export function writeCheckpoint(models: string, name: string, blocks: number): string {
  const folder = join(models, name, 'heirloom');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(models, name, 'config.json'), '{}');
  const write = (file: string, count: number, step: number) => {
    const tokens = Int32Array.from({ length: 64 * count }, (_, i) => (i * step + (i >> 3)) % LETTERS.length);
    writeFileSync(join(folder, file), new Uint8Array(tokens.buffer));
  };
  write('training.i32', blocks, 5);
  write('held-out.i32', Math.ceil(blocks / 4), 7);
  writeFileSync(join(folder, 'tokens.jsonl'), [...LETTERS].map((letter) => `${JSON.stringify(letter)}\n`).join(''));
  return models;
}
