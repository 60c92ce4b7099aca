/** The Python package: its check and ours against the same vectors, its own tests, and what it keeps of the cards. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '#benchmarks/protocol/digest.ts';
import { BENCHMARKS } from '#benchmarks/suite/catalog.ts';
import { isReleased } from '#benchmarks/suite/manifests.ts';
import { pythonCards } from '../../../tools/python-client/cards.ts';
import { CARDS_FILE, VECTORS_FILE } from '../../../tools/python-client/main.ts';
import { problemsOfSample } from '../../../tools/python-client/sample-files.ts';
import { judge, type Vectors } from '../../../tools/python-client/vectors.ts';
import { findPython, PYTHON_ENV } from '../../support/python.ts';

const vectors: Vectors = JSON.parse(readFileSync(VECTORS_FILE, 'utf8'));
const AGAIN = 'npm run artefacts -- python-client writes it again';

describe('the vectors', () => {
  it('are what the check says of changed bundles', async () => {
    expect(vectors.bundles.length).toBeGreaterThan(500);
    for (const vector of vectors.bundles) {
      const { problems, only, ...fault } = vector;
      const base = vectors.bases[vector.base];
      if (base === undefined) throw new Error(`no base ${vector.base}`);
      const judged = await judge(base, fault);
      expect(judged, `${JSON.stringify(fault).slice(0, 300)}; ${AGAIN}`).toEqual({ problems, ...(only && { only }) });
    }
  });

  it('are what it says of sample files', () => {
    for (const [form, path, bytes, problems] of vectors.samples)
      expect(problemsOfSample(form, path, Buffer.from(bytes, 'base64')), AGAIN).toEqual(problems);
  });

  it('are canonical JSON', () => {
    for (const [text, canonical] of vectors.canonical) expect(canonicalJson(JSON.parse(text))).toBe(canonical);
    for (const [bits, text] of vectors.numbers)
      expect(canonicalJson(Buffer.from(bits, 'hex').readDoubleBE(0))).toBe(text);
  });
});

it('the package has the cards of every benchmark that a released suite lists, and of others what they say today', () => {
  const kept = JSON.parse(readFileSync(CARDS_FILE, 'utf8'));
  const today = JSON.parse(JSON.stringify(pythonCards()));
  const released = BENCHMARKS.filter(({ card }) => isReleased(card)).map(({ card }) => `${card.id}@${card.version}`);
  expect(Object.keys(kept.benchmarks), AGAIN).toEqual(expect.arrayContaining(released));
  for (const [name, card] of Object.entries(kept.benchmarks))
    expect(card, `${name}; ${AGAIN}`).toEqual(today.benchmarks[name]);
});

const python = findPython();

describe.runIf('command' in python)(
  `its own tests${'missing' in python ? ` (skipped: ${python.missing})` : ''}`,
  () => {
    it('pass', () => {
      const command = 'command' in python ? python.command : '';
      const env = { ...process.env, ...PYTHON_ENV };
      // Where one fails, its message has what unittest printed.
      execFileSync(command, ['-m', 'unittest', 'discover', '-t', '.', '-s', 'tests'], {
        cwd: 'clients/python',
        encoding: 'utf8',
        env,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
    });
  },
);
