/** Cuts excerpts out of sample files: the first examples, as files of the same kind. */
import { dump } from 'npyjs';
import { sha256 } from '../../protocol/digest.ts';
import { HeirloomError } from '../../protocol/errors.ts';
import type { RunRecord, SampleFile } from '../../protocol/record.ts';
import { type SampleForm, widthOf } from '../../protocol/sample-form.ts';
import { sampleFormOf } from '../../suite/catalog.ts';
import { placeOf } from '../layout.ts';
import { readMatrix } from '../sample-matrix.ts';
import { type Excerpt, excerptGenerations, maxExcerptExamples } from './format.ts';

/**
 * The excerpts of a record: of its first seed, of a few generations. `read` gives the bytes of a sample file by its path.
 * @throws check-failed where a file is none that can be cut
 */
export async function cutExcerpts(
  { benchmark, seeds, samples }: Pick<RunRecord, 'benchmark' | 'seeds' | 'samples'>,
  read: (path: string) => Promise<Buffer>,
): Promise<Excerpt[]> {
  const form = sampleFormOf(benchmark);
  if (form === null) return [];
  const ofFirst = samples.filter(({ seed }) => seed === seeds[0]).sort((a, b) => a.generation - b.generation);
  const chosen = excerptGenerations(ofFirst.length).map((index) => ofFirst[index] as SampleFile);
  const excerpts: Excerpt[] = [];
  for (const { path, seed, generation } of chosen) {
    const place = placeOf(path);
    if (place?.kind !== 'sample') throw new TypeError(`unreachable: a record lists ${path}`);
    const content = cut(path, await read(path), form);
    excerpts.push({ seed, generation, kind: place.as, sha256: sha256(content), content });
  }
  return excerpts;
}

/** The first examples of a sample file. @throws check-failed */
function cut(path: string, bytes: Buffer, form: SampleForm): Buffer {
  const count = maxExcerptExamples(form);
  if (form.kind === 'texts') return firstLines(bytes, count);
  const matrix = readMatrix(bytes, form);
  if (typeof matrix === 'string')
    throw new HeirloomError('check-failed', `No excerpt can be cut out of ${path}: ${matrix}.`);
  const width = widthOf(form);
  const values = matrix.values.slice(0, count * width);
  return Buffer.from(dump(values, [values.length / width, width]));
}

function firstLines(bytes: Buffer, count: number): Buffer {
  let end = 0;
  for (let line = 0; line < count && end < bytes.length; line++) {
    const next = bytes.indexOf(0x0a, end);
    end = next < 0 ? bytes.length : next + 1;
  }
  return Buffer.from(bytes.subarray(0, end));
}
