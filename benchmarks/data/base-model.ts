/** The base of `text-transformer`: float32 weights that `npm run base-model` made from the State of the Union addresses. */
import { readFileSync } from 'node:fs';
import { requireChecksum, sha256Of } from './checksum.ts';
import { parseSafetensors, type StoredTensor } from './safetensors.ts';

export const BASE_MODEL_FILE = new URL('./base-model.safetensors', import.meta.url);

/** Of the file. */
const BASE_MODEL_SHA256 = '946e3b9c05d4ad395179a64c19185f6110259b45b11801e4a036ce7e433778e3';

let loaded: Readonly<Record<string, StoredTensor>> | null = null;

/**
 * Loads the weights by name; later calls in the same process return the same object.
 * @throws HeirloomError run-failed where the file is not the one the suite's numbers rest on
 */
export function loadBaseModel(): Readonly<Record<string, StoredTensor>> {
  if (loaded) return loaded;
  const bytes = readFileSync(BASE_MODEL_FILE);
  requireChecksum('Base of text-transformer', sha256Of([bytes]), BASE_MODEL_SHA256, 'Restore the file from git.');
  loaded = parseSafetensors(bytes);
  return loaded;
}
