/** The command line and a site make the same board of the same bundles, to the last bit. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { STATE_OF_SCORE } from '#benchmarks/board/states.ts';
import { DIVISIONS, type Division } from '#benchmarks/protocol/regime.ts';
import type { BenchmarkScore, ScoredRow } from '#benchmarks/scoring/index.ts';
import { ownCards } from '#leaderboard/catalog/suites.ts';
import { scoringDone } from '#leaderboard/scores/schedule.ts';
import type { BoardRow, BoardView, ScoreView } from '#leaderboard/views/index.ts';
import { type Api, openApi } from '../support/api.ts';
import { packed } from '../support/archives.ts';
import { type BundleFiles, bundleOf, requireRun, writeBundle } from '../support/bundles.ts';
import { diverged, onEngine } from '../support/change-records.ts';
import { heirloom } from '../support/cli.ts';
import { fabricateBundle } from '../support/fabricate.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const BENCHMARKS = ownCards('0.1').map(({ id }) => id);
const TORCH = { id: 'torch', version: '2.9.1' };

const make = (spec: string, quality: number, title = spec, benchmarks: readonly string[] = BENCHMARKS) =>
  fabricateBundle({ spec, tier: 'quick', benchmarks, quality, title });

const onTorch = async (spec: string, quality: number): Promise<BundleFiles> =>
  onEngine(await make(spec, quality), TORCH);

/** In the order in which they are sent and given. */
const BUNDLES: Readonly<Record<string, () => Promise<BundleFiles>>> = {
  'an older control': () => make('replace', 3),
  'the control': () => make('replace', 0),
  'the other control': () => make('oracle', 100),
  'a control that stopped': async () => diverged(await make('oracle', 90), 2),
  'a baseline': () => make('freeze', 20),
  'the worse of a family': () => make('temperature:value=1.1', 40),
  'the better of a family': () => make('temperature:value=1.2', 60),
  'of another division': () => make('retain', 50),
  'another of that division': () => make('retain+temperature', 53),
  'of the open division': () => make('fresh+accumulate', 45),
  'that lacks benchmarks': () => make('weight-golden', 70, 'less', BENCHMARKS.slice(0, 2)),
  'that lacks seeds': async () => bundleOf([await requireRun('gaussian', 'fresh', { tier: 'quick', seeds: 7 })]),
  'a control of another engine': () => onTorch('replace', 0),
  'the other one of that engine': () => onTorch('oracle', 100),
  'scored by those': () => onTorch('accumulate', 55),
};

interface Reported {
  readonly board: { readonly rows: readonly ScoredRow[] };
  readonly strategies: readonly {
    readonly id: string;
    readonly path: string;
    readonly role: string;
    readonly division: Division;
    readonly official: boolean;
    readonly unranked: string | null;
  }[];
}

let api: Api;
let all: BoardView;
let ofDivision: Map<string, BoardView>;
let reported: Reported;
/** What the site and the report call a bundle, by either name. */
const names = new Map<string, string>();

beforeAll(async () => {
  api = await openApi();
  const folder = temporaryFolder();
  const paths: string[] = [];
  for (const [name, made] of Object.entries(BUNDLES)) {
    const files = await made();
    const place = path.join(folder, name.replaceAll(' ', '-'));
    mkdirSync(place);
    paths.push(writeBundle(files, place));
    const { status, body } = await api.submit(packed(files));
    expect(status, JSON.stringify(body).slice(0, 500)).toBe(201);
    names.set(body.id, name);
  }
  await scoringDone();
  const board = async (division: string): Promise<BoardView> =>
    (await api.get(`/api/v1/leaderboard?suite=0.1&tier=quick&division=${division}`)).body;
  all = await board('all');
  ofDivision = new Map();
  for (const division of DIVISIONS) ofDivision.set(division, await board(division));
  const { code, stdout, stderr } = await heirloom(['report', ...paths, '--json']);
  expect([code, stderr]).toEqual([0, '']);
  reported = JSON.parse(stdout);
  for (const { id, path: place } of reported.strategies)
    names.set(id, Object.keys(BUNDLES).find((name) => place.endsWith(name.replaceAll(' ', '-'))) as string);
}, 900_000);

afterAll(() => api?.close());

const nameOf = (id: string): string => names.get(id) ?? `unknown ${id}`;

/** A row as either of them has it, under the same names. */
interface Row {
  readonly name: string;
  readonly overall: readonly (number | null)[];
  readonly scores: Readonly<Record<string, readonly (string | number | null)[]>>;
  readonly role: string;
  readonly official: boolean;
  readonly division: string;
  readonly rank: readonly number[] | null;
  readonly flips: readonly string[];
  readonly reason: string | null;
}

function rowOfSite({ id, division }: BoardRow): Row {
  const row = ofDivision.get(division)?.rows.find((own) => own.id === id) as BoardRow;
  const { overall, benchmarks, rank } = row;
  const score = ({ status, value, low, high }: ScoreView) => [status, value, low, high];
  return {
    name: nameOf(id),
    overall: [overall.value, overall.low, overall.high, row.iqm],
    scores: Object.fromEntries(Object.entries(benchmarks).map(([benchmark, own]) => [benchmark, score(own)])),
    role: row.role,
    official: row.official,
    division: row.division,
    rank: rank && [rank.low, rank.high, rank.position, rank.of],
    flips: row.flips.map(nameOf).sort(),
    reason: row.rankReason,
  };
}

function rowOfReport({ id, overall, scores, rank, flips }: ScoredRow): Row {
  const facts = reported.strategies.find((strategy) => strategy.id === id) as Reported['strategies'][number];
  const score = (own: BenchmarkScore) => {
    const { value = null, interval = null } = own.state === 'scored' ? own : {};
    return [STATE_OF_SCORE[own.state], value, interval?.[0] ?? null, interval?.[1] ?? null];
  };
  return {
    name: nameOf(id),
    overall: [
      overall?.value ?? null,
      overall?.interval?.[0] ?? null,
      overall?.interval?.[1] ?? null,
      overall?.interquartileMean ?? null,
    ],
    scores: Object.fromEntries(Object.entries(scores).map(([benchmark, own]) => [benchmark, score(own)])),
    role: facts.role,
    official: facts.official,
    division: facts.division,
    rank: rank && [rank.best, rank.worst, rank.position, rank.of],
    flips: (flips ?? []).map(({ other }) => nameOf(other)).sort(),
    reason: facts.unranked,
  };
}

const byName = (rows: readonly Row[]): Row[] => [...rows].sort((a, b) => (a.name < b.name ? -1 : 1));

test('the same scores, intervals, ranks, divisions, roles and reasons', () => {
  expect(byName(reported.board.rows.map(rowOfReport))).toEqual(byName(all.rows.map(rowOfSite)));
});

/** In order; of equal scores, and without one, rows go by ids, which a report does not share with a site. */
function inOrder(rows: readonly Row[]): [value: number | null, names: string[]][] {
  const places: [number | null, string[]][] = [];
  for (const { name, overall } of rows) {
    const value = overall[0] ?? null;
    const last = places.at(-1);
    if (last && last[0] === value) last[1] = [...last[1], name].sort();
    else places.push([value, [name]]);
  }
  return places;
}

test('the same order', () => {
  const ofSite = inOrder(all.rows.map(rowOfSite));
  expect(inOrder(reported.board.rows.map(rowOfReport))).toEqual(ofSite);
  expect(ofSite.length).toBeGreaterThan(6);
  expect(ofSite.at(-1)?.[0]).toBeNull();
});

test('the bundles show every kind of row that there is', () => {
  const rows = all.rows.map(rowOfSite);
  expect(new Set(rows.map(({ role }) => role))).toEqual(new Set(['control', 'baseline', 'entry']));
  expect(new Set(rows.map(({ reason }) => reason))).toEqual(
    new Set([null, 'control', 'baseline', 'replaced', 'unofficial', 'open', 'incomplete', 'outdone', 'basis']),
  );
  expect(rows.find(({ name }) => name === 'of another division')?.rank?.[3]).toBe(2);
});
