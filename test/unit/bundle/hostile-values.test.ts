import { beforeAll, describe, expect, it } from 'vitest';
import { checkBundleAt } from '#benchmarks/bundle/check.ts';
import { Findings } from '#benchmarks/bundle/findings.ts';
import { formatReport } from '#benchmarks/bundle/format-problems.ts';
import { parseJson } from '#benchmarks/bundle/json.ts';
import { MAX_PROBLEMS } from '#benchmarks/bundle/limits.ts';
import { type BundleFiles, bundleOf, type MadeRun, requireRun, setJson, writeBundle } from '../../support/bundles.ts';

const encode = (text: string) => new TextEncoder().encode(text);

/** Places and messages for a JSON text. */
function faultsOf(text: string | Uint8Array): Record<string, string> {
  const findings = new Findings();
  parseJson(typeof text === 'string' ? encode(text) : text, 'f', findings);
  return Object.fromEntries(findings.problems.map(({ path, message }) => [path, message]));
}

describe('JSON that is refused, at the place', () => {
  it.each<[string, string, string, RegExp]>([
    ['NaN', '{"a":[1,{"b":NaN}]}', 'f#/a/1/b (line 1, column 14)', /NaN is not JSON; a secondary/],
    ['Infinity', '{"a":\n[1,\n Infinity]}', 'f#/a/1 (line 3, column 2)', /Infinity is not JSON/],
    ['minus Infinity', '[-Infinity]', 'f#/0 (line 1, column 2)', /is not JSON/],
    ['a number that is too large', '{"a":[0,1e999]}', 'f#/a/1', /too large for a double/],
    ['a field twice', '{"a":{"b":1,"c":2,"b":3}}', 'f#/a/b (line 1, column 19)', /there twice/],
    ['a field twice, once escaped', '{"a":1,"\\u0061":2}', 'f#/a (line 1, column 8)', /there twice/],
    ['a comment', '[1] // no', 'f# (line 1, column 5)', /./],
    ['a trailing comma', '[1,]', 'f#/1 (line 1, column 4)', /./],
    ['two values', '{} {}', 'f# (line 1, column 4)', /end of the file/],
    ['nothing', '', 'f# (line 1, column 1)', /a value/],
    ['a prototype', '{"a":{"__proto__":{"isAdmin":true}}}', 'f#/a/__proto__', /can’t have this name/],
    ['a control character', '{"a":"\\u0007"}', 'f#/a', /\\u0007/],
    ['an unpaired surrogate', '{"a":"\\ud800"}', 'f#/a', /unpaired/],
    ['a name with a direction character', '{"a\\u202eb":1}', 'f#/a\\u202eb', /text-direction/],
    ['a pointer that needs escapes', '{"a/b~c":1e999}', 'f#/a~1b~0c', /too large/],
  ])('%s', (_, text, place, message) => {
    expect(faultsOf(text)[place], JSON.stringify(faultsOf(text))).toMatch(message);
  });

  it('text that is no UTF-8 or has a byte order mark', () => {
    expect(faultsOf(Uint8Array.of(0x22, 0xff, 0x22)).f).toMatch(/UTF-8/);
    expect(faultsOf('\ufeff{}')).toEqual({ f: expect.stringMatching(/byte order mark.*save it as UTF-8 without one/) });
  });

  it('strings may hold what looks like structure', () => {
    expect(faultsOf('{"a":"[[[{\\"x\\":\\\\","b":":::","c\\\\":"é 😀"}')).toEqual({});
  });

  it('deep nesting, long texts, long arrays and many fields, in bounded time', () => {
    const start = performance.now();
    expect(faultsOf('['.repeat(5e6)).f).toMatch(/nested 5000000 deep/);
    expect(faultsOf(`${'{"a":'.repeat(1e6)}1${'}'.repeat(1e6)}`).f).toMatch(/nested/);
    expect(faultsOf(`{"a":"${'x'.repeat(10e6)}"}`)['f#/a']).toMatch(/10000000 characters/);
    expect(faultsOf(`{"a":[${'0,'.repeat(5e6)}0]}`)['f#/a']).toMatch(/5000001 elements/);
    expect(faultsOf(`[${'{},'.repeat(3e6)}0]`).f).toMatch(/3000001 arrays and objects/);
    const fields = Array.from({ length: 2e5 }, (_, i) => `"k${i}":0`).join(',');
    expect(faultsOf(`{"a":{${fields}}}`)['f#/a']).toMatch(/200000 fields/);
    expect(Object.keys(faultsOf('[NaN,'.repeat(30).concat('1]'.repeat(30)))).length).toBeLessThan(30);
    expect(performance.now() - start).toBeLessThan(30_000);
  });

  it('a million syntax errors are counted, not listed', () => {
    const faults = faultsOf(`[${'NaN,'.repeat(1e6)}1]`);
    expect(Object.keys(faults)).toHaveLength(21);
    expect(faults.f).toMatch(/999980 more syntax errors/);
  });
});

describe('records with hostile values', () => {
  let run: MadeRun;
  beforeAll(async () => {
    run = await requireRun('gaussian', 'retain');
  });

  async function check(change: (files: BundleFiles) => void) {
    const files = bundleOf([run]);
    change(files);
    const start = performance.now();
    const report = await checkBundleAt(writeBundle(files));
    expect(report.ok).toBe(false);
    expect(report.problems.length).toBeLessThanOrEqual(MAX_PROBLEMS);
    expect(formatReport(report)).not.toMatch(/(?!\n)[\p{Cc}\p{Bidi_Control}]/u);
    expect(performance.now() - start).toBeLessThan(30_000);
    return report;
  }

  const record = (change: object) => ({ ...structuredClone(run.record), ...change });

  it.each<[string, () => object]>([
    ['seeds that are texts', () => ({ seeds: new Array(1e5).fill('x') })],
    ['a hundred thousand statuses', () => ({ statuses: new Array(1e5).fill({ state: 'x' }) })],
    ['rows of texts', () => ({ trajectories: { 'w2-root': new Array(1000).fill(new Array(1000).fill('x')) } })],
    ['ledger entries that are nothing', () => ({ ledger: new Array(1000).fill(new Array(1000).fill(null)) })],
    ['an entry with many sources', () => ({ ledger: [[{ synthetic: new Array(1e5).fill({}) }]] })],
    ['seeds far apart', () => ({ seeds: [1, 2 ** 53 - 1] })],
    ['a horizon without end', () => ({ benchmark: { ...run.record.benchmark, generations: 2 ** 53 - 1 } })],
    [
      'samples of a horizon without end',
      () => ({ benchmark: { ...run.record.benchmark, generations: 1e6 }, samples: [] }),
    ],
    ['many parts', () => ({ strategy: { spec: 'x', parts: new Array(1e5).fill({ id: 1 }) } })],
    [
      'a specification that is long to parse',
      () => ({ strategy: { ...run.record.strategy, spec: `retain:${'a='.repeat(240)}` } }),
    ],
    ['a spec of pluses', () => ({ strategy: { ...run.record.strategy, spec: '+a'.repeat(249) } })],
    ['fields named like methods', () => ({ constructor: 1, toString: 2, hasOwnProperty: 3 })],
    ['truth named like methods', () => ({ truth: { constructor: 1, valueOf: 2 } })],
    [
      'parameters named like methods',
      () => ({ benchmark: { ...run.record.benchmark, params: { constructor: 1, toString: 'x' } } }),
    ],
  ])('%s', async (_, change) => {
    await check((files) => setJson(files, 'runs/gaussian.json', record(change())));
  });

  it.each([
    ['an array', '[]'],
    ['null', 'null'],
    ['a number', '7'],
    ['nothing', ''],
    ['an empty object', '{}'],
  ])('%s for a record and a submission', async (_, text) => {
    await check((files) => files.set('runs/gaussian.json', encode(text)));
    await check((files) => files.set('submission.json', encode(text)));
  });

  it('more problems than are listed are counted', async () => {
    const report = await check((files) =>
      setJson(files, 'runs/gaussian.json', record({ seeds: new Array(5000).fill('x') })),
    );
    expect(report.problems).toHaveLength(MAX_PROBLEMS);
  });
});
