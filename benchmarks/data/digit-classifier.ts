/** The fixed classifier that generated digits are seen with: its weights, as `npm run artefacts -- classifier` wrote them. */
import { readFileSync } from 'node:fs';
import { requireChecksum, sha256Of } from './checksum.ts';
import { parseSafetensors, type StoredTensor } from './safetensors.ts';

const FILE = new URL('./digit-classifier.safetensors', import.meta.url);
const CLASSIFIER_SHA256 = 'db9ae021d9c12f010c3a86fa09942621c8bc268997156d861f9241c9890f7330';

let loaded: Readonly<Record<string, StoredTensor>> | null = null;

/** @throws HeirloomError run-failed where the weights are not those the suite's numbers rest on */
export function loadDigitClassifier(): Readonly<Record<string, StoredTensor>> {
  loaded ??= readClassifier();
  return loaded;
}

function readClassifier(): Record<string, StoredTensor> {
  const bytes = readFileSync(FILE);
  requireChecksum(
    'digit-classifier.safetensors',
    sha256Of([bytes]),
    CLASSIFIER_SHA256,
    'Restore benchmarks/data from the repository.',
  );
  return parseSafetensors(bytes);
}
