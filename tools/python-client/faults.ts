/** What is done to the bases: every form of fault at every field, and what is well-shaped and contradicts itself. */
import type { Step } from '#benchmarks/bundle/findings.ts';
import { LEDGER_2 } from '#benchmarks/protocol/ledger-2.ts';
import { type Base, matrix } from './bases.ts';
import { type Edit, placesIn } from './edits.ts';

/** A change of a bundle, before it is known what the check says of it. */
export interface Fault {
  readonly base: string;
  /** Edits of JSON files, by path. */
  readonly edits?: Readonly<Record<string, readonly Edit[]>>;
  /** The one place of a JSON file's text (as JSON.stringify writes it) that is replaced, and by what. */
  readonly text?: readonly [path: string, before: string, after: string];
  /** Files put in, in base64, or taken out (null), by path. */
  readonly files?: Readonly<Record<string, string | null>>;
}

/** Values that a field does not have: of another type, beyond its range, with characters that garble. */
const FORMS: readonly unknown[] = [null, true, -1, 0.5, 3_000_000_000, '', 'A\u202eB', [], {}];
const isSameForm = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** So many of the forms at each field, in turn: all of them come at every kind of field. */
const FORMS_EACH = 3;

/** Some of the forms at each field of a JSON file, each field left out, and one beside each. */
function formsOf(base: string, path: string, value: unknown): Fault[] {
  const places = placesIn(value).filter((steps) => !isRepeated(steps));
  return places.flatMap((steps, place) => {
    const parent = steps.slice(0, -1);
    const turned = FORMS.map((_, i) => FORMS[(place * 2 + i) % FORMS.length]);
    const forms = turned.filter((form) => !isSameForm(form, valueAt(value, steps))).slice(0, FORMS_EACH);
    const edits: Edit[] = [[steps], ...forms.map((form): Edit => [steps, form])];
    if (typeof steps.at(-1) === 'string' && steps.at(-1) === firstField(value, parent))
      edits.push([[...parent, 'another'], 1]);
    return edits.map((edit) => ({ base, edits: { [path]: [edit] } }));
  });
}

/** One metric's trajectory stands for all, and of regime and truth each field is asked for once. */
function isRepeated(steps: readonly Step[]): boolean {
  return steps[0] === 'trajectories' && steps.length > 1 && steps[1] !== 'w2' && steps[1] !== 'w2-root';
}

const valueAt = (value: unknown, steps: readonly Step[]): unknown =>
  steps.reduce<unknown>((inner, step) => (inner as Record<Step, unknown>)[step], value);
const firstField = (value: unknown, steps: readonly Step[]): string | undefined =>
  Object.keys(valueAt(value, steps) as object)[0];

/** Faults of a base's record and of its submission. */
export function faultsOf(name: string, { json }: Base): Fault[] {
  const [run = '', submission = ''] = Object.keys(json);
  const record = json[run] as Record<string, unknown>;
  const isFirst = record.format === 'heirloom.run/1';
  // What both bases share is asked of the first.
  const fields = isFirst ? record : { ledger: ledger2Of(record), truth: record.truth };
  const forms = formsOf(name, run, fields);
  const contradictions = CONTRADICTIONS.map((edits) => ({ base: name, edits: { [run]: edits } }));
  if (!isFirst) return [...forms, ...SECOND.map((edits) => ({ base: name, edits: { [run]: edits } }))];
  return [
    ...forms,
    ...formsOf(name, submission, json[submission]),
    ...contradictions,
    ...SUBMISSIONS.map((edits) => ({ base: name, edits: { [submission]: edits } })),
    ...fileFaults(name, run),
  ];
}

/** The fields of an entry that suite 0.3 added, in the first two entries. */
function ledger2Of({ ledger }: Readonly<Record<string, unknown>>) {
  const [row = []] = ledger as Record<string, unknown>[][];
  return [
    row.slice(0, 2).map((entry) => Object.fromEntries(Object.entries(entry).filter(([name]) => name in LEDGER_2))),
  ];
}

const LATER: readonly Step[] = ['ledger', 1, 2];
const later = (name: string, value: unknown): Edit => [[...LATER, name], value];
const part = (source: string, generation: number, count: number) => ({ source, generation, count });

/** Records whose fields are well-shaped. */
const CONTRADICTIONS: readonly (readonly Edit[])[] = [
  [],
  [[['official'], false]],
  [[['benchmark', 'id'], 'gaussia']],
  [[['benchmark', 'version'], 9]],
  [[['benchmark', 'tier'], 'quick']],
  [[['benchmark', 'generations'], 4]],
  [[['benchmark', 'params', 'sampleSize'], 200]],
  [[['benchmark', 'params', 'sampleSize'], 2]],
  [[['benchmark', 'params', 'estimator'], 'median']],
  [[['benchmark', 'params', 'another'], 1]],
  [[['suite'], '0.2']],
  [[['format'], 'heirloom.run/2']],
  [[['seeds'], [1, 2, 3, 5]]],
  [[['seeds'], [1, 2, 2, 4]]],
  [[['seeds'], [0, 1, 2, 3]]],
  [[['seeds'], [2, 1, 3, 4]]],
  [[['seeds', 3]]],
  [[['seeds'], []]],
  [[['statuses', 2], { state: 'diverged', generation: 3, reason: 'a fit failed' }]],
  [[['statuses', 2], { state: 'failed', generation: 9, error: 'x' }]],
  [[['statuses', 2], { state: 'ended' }]],
  [[['statuses', 2], { state: 'completed', generation: 5 }]],
  [[['statuses', 3]]],
  [[['timings', 'seedDurationMs', 3]]],
  [[['timings', 'startedAt'], '2026-02-30T00:00:00Z']],
  [[['timings', 'startedAt'], '2024-02-29T23:59Z']],
  [[['timings', 'startedAt'], '2026-01-31T12:00:00+01:00']],
  [[['trajectories', 'w2', 0, 5]]],
  [[['trajectories', 'w2', 3]]],
  [[['trajectories', 'w2', 1, 2], null]],
  [[['trajectories', 'w2-root', 1, 2], 1e101]],
  [[['trajectories', 'variance-ratio', 1, 2], -0.1]],
  [[['trajectories', 'tail-mass', 1, 2], 1.1]],
  [[['trajectories', 'unheard'], [[0]]]],
  [[['ledger', 0, 5]]],
  [[['ledger', 3]]],
  [[['ledger', 1], {}]],
  [[['truth'], {}]],
  [[['truth', 'variance-ratio'], 1.0000000001]],
  [[['truth', 'variance-ratio'], 1.00000001]],
  [
    [
      ['truth', 'tail-mass'],
      [0.01, 0.01],
    ],
  ],
  [[['truth', 'unheard'], 1]],
  [[['strategy', 'spec'], 'widen:factor=1.0050']],
  [[['strategy', 'spec'], 'widen']],
  [[['strategy', 'spec'], 'widen:factor=1.005,factor=2']],
  [[['strategy', 'parts', 0, 'passed', 'factor'], 'a,b']],
  [[['strategy', 'parts', 0, 'passed', 'factor'], '1.005']],
  [[['strategy', 'parts', 0, 'passed', '2nd'], 1]],
  [[['strategy', 'parts', 0, 'resolved', 'factor'], 2]],
  [[['regime', 'realData'], 'retained']],
  [[['regime', 'pool'], 'accumulate']],
  [[['regime', 'memory'], 'anchored']],
  [[['regime', 'external'], 'verifier']],
  [[['division'], 'open']],
  [[['engine', 'id'], 'Python']],
  [[['engine'], { id: 'js', version: '1' }]],
  [[['engine', 'version'], '\u3164']],
  [[['metricDigests'], { w2: '0'.repeat(64) }]],
  [[['samples', 0]]],
  [[['samples', 1, 'generation'], 0]],
  [[['samples', 1, 'generation'], 7]],
  [[['samples', 1, 'seed'], 9]],
  [[['samples', 1, 'sha256'], '0'.repeat(64)]],
  [[['samples', 1, 'path'], 'samples/gaussian/seed-1/gen-01.npy']],
  [[['samples', 1, 'path'], 'samples/regression/seed-1/gen-1.npy']],
  [[['environment', 'madeBy'], [maker([1, 2, 3, 4])]]],
  [
    [
      ['environment', 'madeBy'],
      [maker([1, 2]), maker([2, 3, 4])],
    ],
  ],
  [[['environment', 'madeBy'], [maker([1, 2, 3])]]],
  [[['environment', 'madeBy'], []]],
  [[['environment', 'build'], 'wasm']],
  [later('generation', 3)],
  [later('trainingSize', 99)],
  [later('sampled', 0)],
  [later('sampled', 1001)],
  [later('synthetic', [])],
  [later('synthetic', [part('main', 2, 100)])],
  [later('synthetic', [part('main', 1, 50), part('main', 1, 50)])],
  [later('synthetic', [part('main', 0, 100)])],
  [later('synthetic', [part('main', 0, 100)]), later('reads', ['older-samples'])],
  [later('synthetic', [part('main', 0, 100)]), later('reads', ['older-samples']), [['regime', 'memory'], 'anchored']],
  [later('synthetic', [part('simulator', 0, 100)])],
  [later('synthetic', [part('simulator', 0, 100)]), later('simulated', 100), [['regime', 'external'], 'simulator']],
  [later('synthetic', [part('main', 1, 101)]), later('trainingSize', 101)],
  [later('realRetained', 10), later('synthetic', [part('main', 1, 90)]), later('weightShare', 0.1)],
  [
    later('realRetained', 10),
    later('synthetic', [part('main', 1, 90)]),
    later('weightShare', 0.1),
    later('reads', ['real-data']),
    [['regime', 'realData'], 'retained'],
    [['division'], 'retained'],
  ],
  [
    later('realRetained', 30),
    later('synthetic', [part('main', 1, 70)]),
    later('weightShare', 0.3),
    later('reads', ['real-data']),
    [['regime', 'realData'], 'retained'],
  ],
  [
    later('realFresh', 10),
    later('synthetic', [part('main', 1, 90)]),
    later('weightShare', 0.1),
    later('reads', ['fresh-data']),
    [['regime', 'realData'], 'fresh'],
    [['division'], 'fresh'],
  ],
  [
    later('synthetic', [part('main', 0, 50), part('main', 1, 50)]),
    later('reads', ['older-samples']),
    [['regime', 'pool'], 'accumulate'],
    [['regime', 'memory'], 'anchored'],
    [['regime', 'trainingSize'], 'growing'],
    [['division'], 'accumulating'],
  ],
  [later('reads', ['real-data', 'real-data'])],
  [later('reads', ['origin-labels'])],
  [later('reads', ['older-models'])],
  [later('reads', ['rumours'])],
  [later('verifierCalls', 10)],
  [later('verifierCalls', 10), [['regime', 'external'], 'verifier'], [['division'], 'assisted']],
  [later('verifierCalls', 201), [['regime', 'external'], 'verifier'], [['division'], 'assisted']],
  [later('teacherCalls', 10)],
  [later('weightShare', 0.5)],
  [later('weightShare', 1e-10)],
  [[['ledger', 0, 0, 'realFresh'], 150]],
  [
    [['ledger', 1, 0, 'realFresh'], 200],
    [['ledger', 1, 0, 'trainingSize'], 200],
  ],
  [[['ledger', 0, 0, 'reads'], ['real-data']]],
  [[['ledger', 0, 0, 'synthetic'], [part('main', 0, 1)]]],
  [[['ledger', 0, 0, 'sampled'], 5]],
];

/** Of the ledger of suite 0.3 and of truths that move. */
const SECOND: readonly (readonly Edit[])[] = [
  [],
  [later('densityCalls', 5)],
  [later('densityCalls', 5), later('teacherCalls', 5)],
  [later('densityCalls', 1200), later('teacherCalls', 1200)],
  [later('freshShown', 5)],
  [later('freshShown', 5), later('reads', ['fresh-data'])],
  [later('retainedShown', 5)],
  [later('retainedShown', 5), later('reads', ['real-data'])],
  [later('updates', 2)],
  [later('updates', 0)],
  [later('sourceWeights', [])],
  [later('sourceWeights', [{ source: 'main', generation: 0, weight: 1, count: 1 }])],
  [later('sourceWeights', [{ source: 'main', generation: 1, weight: 0.5, count: 1 }])],
  [later('sourceWeights', [{ source: 'main', generation: 1, weight: 1, count: 0.5 }])],
  [[['ledger', 0, 0, 'updates'], 0]],
  [[['ledger', 0, 0, 'updates'], 2]],
  [[['ledger', 0, 0, 'freshShown'], 1]],
  [[['ledger', 0, 0, 'sourceWeights'], [{ source: 'main', generation: 0, weight: 1, count: 1 }]]],
  [[['truth', 'variance-ratio'], [1]]],
  [[['benchmark', 'version'], 2]],
  [[['suite'], '0.1']],
  [[['format'], 'heirloom.run/1']],
  [[['regime', 'realData'], 'fresh'], later('realFresh', 10)],
];

function maker(seeds: readonly number[]) {
  const code = 'a'.repeat(64);
  return { code, node: 'v20', platform: 'linux', arch: 'x64', commit: null, dirty: null, seeds };
}

const SUBMISSIONS: readonly (readonly Edit[])[] = [
  [[['suite'], '9.9']],
  [[['suite'], '0.3']],
  [[['tier'], 'quick']],
  [[['tier'], 'huge']],
  [[['title'], '   ']],
  [[['title'], '\u3164']],
  [[['title'], 'x'.repeat(201)]],
  [[['title'], 'two\nlines']],
  [[['title'], '标题']],
  [[['strategy', 'spec'], 'another']],
  [[['strategy', 'spec'], 'Widen']],
  [[['strategy', 'family'], 'another']],
  [[['authors'], []]],
  [[['authors', 0, 'orcid'], '0000-0002-1825-0097']],
  [[['authors', 0, 'orcid'], 'https://orcid.org/0000-0002-9079-593x']],
  [[['authors', 0, 'orcid'], '0000-0002-1825-0098']],
  [[['authors', 0, 'orcid'], '1825-0098']],
  [[['authors', 0, 'affiliation'], '']],
  [[['paper'], 'https://example.org/paper']],
  [[['paper'], 'HTTPS://example.org/paper']],
  [[['paper'], 'https://me@example.org/']],
  [[['paper'], 'javascript:alert(1)']],
  [[['code'], 'ftp://example.org']],
  [[['attempts'], 1_000_001]],
  [[['externalInformation'], 'two\nlines\tof text']],
  [[['runs', 0, 'benchmark'], 'regression']],
  [[['runs', 0, 'resultDigest'], '0'.repeat(64)]],
  [[['runs'], []]],
];

const base64 = (text: string | Uint8Array): string => Buffer.from(text).toString('base64');

/** Files that are none of the bundle's, are missing, or hold no JSON. */
function fileFaults(base: string, run: string): Fault[] {
  const sample = 'samples/gaussian/seed-1/gen-1.npy';
  const content = base64(matrix(2, 1, () => 1));
  const texts: (string | Uint8Array)[] = [
    '',
    '{',
    '[]',
    '7',
    'null',
    '{"a": NaN}',
    "{'a': 1}",
    '{"a": 1,}',
    '{"a": 01}',
    '\ufeff{}',
    Uint8Array.of(0x7b, 0xff, 0x7d),
    '['.repeat(33) + ']'.repeat(33),
  ];
  const replaced: (readonly [string, string])[] = [
    ['"format"', '"suite":"0.1","format"'],
    ['"official":true', '"official":true,"official":true'],
    ['"durationMs":1', '"durationMs":1e999'],
    ['"durationMs":1', '"durationMs":123456789012345678901234567890'],
    ['"durationMs":1', '"durationMs":1.0'],
    ['"durationMs":1', '"durationMs":"\\ud800"'],
    ['"cpu":"made by a tool"', '"cpu":"made\\u0000by"'],
    ['"cores"', '"c\\u202eores"'],
    ['"cores"', '"__proto__":1,"cores"'],
    ['"cores":2', '"cores":2.0e0'],
    ['"cores":2', '"cores":02'],
    ['"cores":2', '"cores":Infinity'],
    ['"arch"', ' \n\t"arch"'],
  ];
  return [
    ...texts.map((bytes) => ({ base, files: { [run]: base64(bytes) } })),
    ...replaced.map(([before, after]) => ({ base, text: [run, before, after] as const })),
    { base, files: { 'submission.json': null } },
    { base, files: { 'submission.json': base64('{}') } },
    { base, files: { 'submission.json': base64('[1') } },
    { base, files: { [run]: null } },
    { base, files: { [sample]: null } },
    { base, files: { [sample]: content } },
    { base, files: { 'samples/gaussian/seed-2/gen-1.npy': content } },
    { base, files: { 'samples/gaussian/seed-1/gen-9.png': content } },
    { base, files: { 'samples/regression/seed-1/gen-0.npy': content } },
    { base, files: { 'runs/regression.json': base64('[]') } },
    { base, files: { 'runs/gmm-2d.json': base64('{}') } },
  ];
}
