import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkBundleAt } from '#benchmarks/bundle/check.ts';
import { fileKindOf } from '#benchmarks/bundle/sample-file.ts';
import { canonicalJson, resultDigest, sha256, toDigestible } from '#benchmarks/protocol/digest.ts';
import type { Params } from '#benchmarks/protocol/ids.ts';
import { runRecordSchema } from '#benchmarks/protocol/record.ts';
import { describeForm } from '#benchmarks/protocol/sample-form.ts';
import { submissionSchema } from '#benchmarks/protocol/submission.ts';
import { BENCHMARKS } from '#benchmarks/suite/catalog.ts';
import { isReleased } from '#benchmarks/suite/manifests.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const page = readFileSync('docs/bundle-format.md', 'utf8');
const tiny = runRecordSchema.parse(JSON.parse(readFileSync('docs/examples/tiny-record.json', 'utf8')));
const python = ['/usr/bin/python3', '/usr/local/bin/python3'].find(existsSync);
const SCRIPT = 'docs/examples/make_bundle.py';

describe('docs/bundle-format.md', () => {
  it('shows the canonical JSON and the digest of its worked example', () => {
    const shown = /```json\n(.*)\n```/.exec(page)?.[1] ?? '';
    expect(shown).toBe(canonicalJson(toDigestible(tiny)));
    expect(sha256(shown)).toBe(resultDigest(tiny));
    expect(page).toContain(resultDigest(tiny));
  });

  it('says what the sample files of every benchmark of a released suite hold', () => {
    for (const card of BENCHMARKS.map((entry) => entry.card).filter(isReleased)) {
      const form = card.samples(card.params.parse({}) as Params);
      expect(page, card.id).toContain(`\n| \`${card.id}\` | \`.${fileKindOf(form)}\` | ${describeForm(form)}`);
    }
  });

  it('names every field of a record, a ledger entry and a submission', () => {
    const ledger = Object.keys(tiny.ledger[0]?.[0] ?? {});
    const fields = [...Object.keys(runRecordSchema.shape), ...Object.keys(submissionSchema.shape), ...ledger];
    const named = page.match(/`[^`\n]+`/g)?.join(' ') ?? '';
    expect(fields.filter((field) => !new RegExp(`\\b${field}\\b`).test(named))).toEqual([]);
  });
});

describe.runIf(python)('docs/examples/make_bundle.py', () => {
  const run = (...args: string[]) => execFileSync(python as string, args, { encoding: 'utf8' });

  it('makes a bundle that passes the check', async () => {
    const out = join(temporaryFolder(), 'bundle');
    run(SCRIPT, 'run', out);
    const report = await checkBundleAt(out);
    expect(report.problems).toEqual([]);
    expect(report).toMatchObject({ ok: true, runs: [{ official: true, division: 'closed' }] });
  });

  it('computes the digest as we do', () => {
    expect(run(SCRIPT, 'digest', 'docs/examples/tiny-record.json').trim()).toBe(resultDigest(tiny));
  });

  it('prints numbers as JavaScript does', () => {
    const bits = new DataView(new ArrayBuffer(8));
    const numbers = [
      0,
      -0,
      1,
      100,
      1e-6,
      1e-7,
      1e16,
      1e20,
      1e21,
      1.5e300,
      5e-324,
      -2.5,
      123456789012345680000,
      0.1 + 0.2,
    ];
    for (let i = 0; numbers.length < 3000; i++) {
      bits.setUint32(0, Math.imul(i + 1, 2654435761));
      bits.setUint32(4, Math.imul(i + 7, 2246822519));
      const value = bits.getFloat64(0);
      if (Number.isFinite(value)) numbers.push(value, (i * 1000) / 7 / 2 ** (i % 60));
    }
    const code =
      'import json,sys;sys.path.insert(0,"docs/examples");sys.dont_write_bytecode=True\nimport make_bundle as m\nprint(m.canonical(json.load(sys.stdin)))';
    const printed = execFileSync(python as string, ['-c', code], { input: JSON.stringify(numbers), encoding: 'utf8' });
    expect(printed.trim()).toBe(canonicalJson(numbers));
  });
});
