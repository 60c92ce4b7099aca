/**
 * The bases of `text-transformer`: float32 weights that `npm run artefacts -- base-model` made from the State of the Union addresses.
 * That of words has the tokens of the encoding `words`, the other two of `bytes`.
 */
import { readFileSync } from 'node:fs';
import { requireChecksum, sha256Of } from './checksum.ts';
import { parseSafetensors, type StoredTensor } from './safetensors.ts';

export type BaseId = 'small' | 'large' | 'words-small';

export const baseModelFile = (id: BaseId): URL => new URL(`./base-${id}.safetensors`, import.meta.url);

/** Of the files. */
const SHA256: Readonly<Record<BaseId, string>> = {
  small: '946e3b9c05d4ad395179a64c19185f6110259b45b11801e4a036ce7e433778e3',
  large: 'bc02f91e87d9eb8bdf05c31aeaece1972fe2cad8d112f773ad0dd113c19c91d9',
  'words-small': 'b9116cb9f627d327140c8f227cacbb73501ef2fd6b34a0e742424c04f63b021a',
};

const loaded = new Map<BaseId, Readonly<Record<string, StoredTensor>>>();

/**
 * Loads the weights by name; later calls in the same thread return the same object.
 * @throws HeirloomError run-failed where the file is not the one the suite's numbers rest on
 */
export function loadBaseModel(id: BaseId): Readonly<Record<string, StoredTensor>> {
  const known = loaded.get(id);
  if (known) return known;
  const bytes = readFileSync(baseModelFile(id));
  requireChecksum(`The ${id} base of text-transformer`, sha256Of([bytes]), SHA256[id], 'Restore the file from git.');
  const weights = parseSafetensors(bytes);
  loaded.set(id, weights);
  return weights;
}
