/** The base of `text-transformer`, float32 weights that `npm run base-model` made from the State of the Union addresses. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { requireChecksum } from './checksum.ts';

export const BASE_MODEL_FILE = new URL('./base-model.safetensors', import.meta.url);

const BASE_MODEL_SHA256 = '@base';

/** The file's bytes. @throws HeirloomError run-failed where they are not those the suite's numbers rest on */
export function loadBaseModel(): Uint8Array {
  const bytes = readFileSync(BASE_MODEL_FILE);
  requireChecksum(
    'Base of text-transformer',
    createHash('sha256').update(bytes).digest('hex'),
    BASE_MODEL_SHA256,
    'Restore the file from git.',
  );
  return bytes;
}
