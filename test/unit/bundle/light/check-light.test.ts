/** Who may leave samples out: the owner of a site, of what this checkout can make again. */
import { describe, expect, it } from 'vitest';
import { checkBundleAt } from '#benchmarks/bundle/check.ts';
import { lightPath, runPath, SUBMISSION_PATH } from '#benchmarks/bundle/layout.ts';
import { cutExcerpts } from '#benchmarks/bundle/light/excerpts.ts';
import type { Excerpt } from '#benchmarks/bundle/light/format.ts';
import { writeLight } from '#benchmarks/bundle/light/write-light.ts';
import { resultDigest, sha256 } from '#benchmarks/protocol/digest.ts';
import type { RunRecord } from '#benchmarks/protocol/record.ts';
import { readResult, resultFiles } from '../../../../tools/reference/results.ts';
import { archiveOf, entriesOf } from '../../../support/archives.ts';
import { type BundleFiles, filledSubmission, requireRun, setJson, writeBundle } from '../../../support/bundles.ts';

const STRATEGY = 'token-edit';
const BENCHMARK = 'ngram-text';

const { record, excerpts } = readResult(
  resultFiles(STRATEGY).find(({ benchmark }) => benchmark === BENCHMARK)?.file as string,
) as unknown as { record: RunRecord; excerpts: Excerpt[] };

function bundle(
  bytes = writeLight(record, excerpts),
  path = lightPath(record.benchmark, sha256(bytes)),
  of = record,
): BundleFiles {
  const files: BundleFiles = new Map([[path, bytes]]);
  setJson(files, SUBMISSION_PATH, filledSubmission([of]));
  return files;
}

const check = (files: BundleFiles, mayBeLight = true) => checkBundleAt(writeBundle(files), { mayBeLight });
const messages = (list: readonly { readonly path: string; readonly message: string }[]): string =>
  list.map(({ path, message }) => `${path} ${message}`).join('\n');

describe('a light bundle', () => {
  it('passes as a folder and as an archive, with the digest that it has, and says how its samples are made', async () => {
    const files = bundle();
    const report = await check(files);
    expect(messages(report.problems)).toBe('');
    expect(report.runs[0]?.resultDigest).toBe(record.resultDigest);
    expect(messages(report.warnings)).toContain(`npm run reference -- --samples ${STRATEGY} ${BENCHMARK}`);
    const packed = await checkBundleAt(archiveOf(entriesOf(files)), { mayBeLight: true });
    expect(packed).toMatchObject({ ok: true, bundleDigest: report.bundleDigest });
  });

  it('is refused where it isn’t said that it may be one, and not even unpacked', async () => {
    const report = await check(bundle(new Uint8Array([1, 2, 3]) as never), false);
    expect(messages(report.problems)).toMatch(/a site takes one from its owner alone: send runs\/ngram-text\.json/);
    expect(messages(report.problems)).not.toMatch(/no light result/);
  });

  it('of no reference result is refused', async () => {
    const run = await requireRun('gaussian', 'replace');
    const plain = JSON.parse(JSON.stringify(run.record)) as RunRecord;
    const cut = await cutExcerpts(plain, async (path) => Buffer.from(run.files.get(path) as Uint8Array));
    const bytes = writeLight(plain, cut);
    const report = await check(bundle(bytes, lightPath(plain.benchmark, sha256(bytes)), plain));
    expect(messages(report.problems)).toMatch(/is no reference result of this checkout/);
  });

  it('whose numbers were changed is refused: by its digest, and with one that fits as no reference result', async () => {
    const trajectories = structuredClone(record.trajectories);
    (trajectories['cross-entropy']?.[0] as number[])[1] = 1;
    const forged = { ...record, trajectories };
    const bytes = writeLight(forged, excerpts);
    const path = lightPath(forged.benchmark, sha256(bytes));
    expect(messages((await check(bundle(bytes, path))).problems)).toMatch(/its content gives/);
    const fitting = { ...forged, resultDigest: resultDigest(forged) };
    const other = writeLight(fitting, excerpts);
    const report = await check(bundle(other, lightPath(forged.benchmark, sha256(other)), fitting));
    expect(messages(report.problems)).toMatch(/is no reference result/);
  });

  it.each<[string, () => BundleFiles, RegExp]>([
    [
      'another name than its content’s',
      () => bundle(undefined, lightPath(record.benchmark, 'f'.repeat(64))),
      /expected the name runs\/ngram-text\.1\./,
    ],
    [
      'another version in its name',
      () => {
        const bytes = writeLight(record, excerpts);
        return bundle(bytes, lightPath({ ...record.benchmark, version: 9 }, sha256(bytes)));
      },
      /expected the name runs\/ngram-text\.1\./,
    ],
    [
      'the whole record beside it',
      () => bundle().set(runPath(BENCHMARK), Buffer.from(JSON.stringify(record))),
      /a second run of ngram-text/,
    ],
    [
      'one of its sample files beside it',
      () => bundle().set(record.samples[0]?.path as string, Buffer.from('"a"\n')),
      /no record lists this file/,
    ],
    [
      'an excerpt of no sample',
      () => bundle(writeLight(record, [{ ...(excerpts[0] as Excerpt), generation: 999 }])),
      /no sample file of the record/,
    ],
    [
      'an excerpt twice',
      () => bundle(writeLight(record, [excerpts[0] as Excerpt, excerpts[0] as Excerpt])),
      /excerpted before/,
    ],
    [
      'more excerpts than five',
      () => bundle(writeLight(record, [...excerpts, { ...(excerpts[0] as Excerpt), generation: 1 }])),
      /received 6; expected at most 5/,
    ],
    [
      'an excerpt of another kind',
      () => bundle(writeLight(record, [changedExcerpt('{"a":1}\n')])),
      /expected a text or an array of words/,
    ],
    [
      'an excerpt of more than a hundred examples',
      () => bundle(writeLight(record, [changedExcerpt('"a"\n'.repeat(101))])),
      /received 101 examples; expected at most 100/,
    ],
  ])('with %s is refused', async (_, files, message) => {
    const report = await check(files());
    expect(report.ok).toBe(false);
    expect(messages(report.problems)).toMatch(message);
  });
});

function changedExcerpt(text: string): Excerpt {
  const content = Buffer.from(text);
  return { ...(excerpts[0] as Excerpt), sha256: sha256(content), content };
}
