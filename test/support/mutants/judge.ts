/** What the checker, `heirloom report` and the site make of one mutant, and whether they agree. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { checkBundleAt } from '#benchmarks/bundle/check.ts';
import type { CheckReport, GoodReport } from '#benchmarks/bundle/check-source.ts';
import { MAX_PROBLEMS } from '#benchmarks/bundle/limits.ts';
import { reportJson } from '#benchmarks/cli/report/json.ts';
import { loadResults, type Result } from '#benchmarks/cli/report/load.ts';
import { makeReport } from '#benchmarks/cli/report/score.ts';
import { reportText } from '#benchmarks/cli/report/text.ts';
import { HeirloomError, type Problem } from '#benchmarks/protocol/errors.ts';
import type { CheckedBundle } from '#leaderboard/intake/checked-bundle.ts';
import type { BundleFiles } from '../bundles.ts';
import { entriesOf } from '../raw-tar.ts';
import { packed } from './archive-mutations.ts';
import type { Base } from './bases.ts';
import { type EnteredBundle, enterDoor, requireServable } from './door.ts';
import type { Mutant } from './mutant.ts';
import { isInRecord, isOfEntry, placeKind, requireFinite, SOURCE } from './places.ts';

export interface Judgement {
  /** How far the check came: `digest` where that is all it found. */
  readonly outcome: 'accepted' | 'archive' | 'digest' | 'refused';
  /** Kinds of the places that have a problem. */
  readonly places: readonly string[];
  /** What is wrong with us. */
  readonly faults: readonly string[];
}

/** Of Linux. */
const IN_MEMORY = '/dev/shm';

/** A report is a few kilobytes for one bundle. */
const MAX_REPORT_CHARACTERS = 1_000_000;

/**
 * Makes a folder for mutants, with a folder for each base and in it the controls beside which its mutants are judged. What
 * this process unpacks from now on goes there, too. It lies in memory where the system has a place for that: a disk takes
 * longer to make and remove the files of a mutant than all the rest does.
 */
export function prepareFolder(bases: readonly Base[]): string {
  const folder = mkdtempSync(path.join(existsSync(IN_MEMORY) ? IN_MEMORY : tmpdir(), 'heirloom-mutants-'));
  process.env.TMPDIR = folder;
  for (const { name, controls } of bases)
    for (const [id, files] of controls) writeFiles(path.join(folder, name, id), files);
  return folder;
}

function writeFiles(folder: string, files: BundleFiles): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, bytes] of files) {
    mkdirSync(path.join(folder, path.dirname(name)), { recursive: true });
    writeFileSync(path.join(folder, name), bytes);
  }
}

/** Where a mutant lies, and the site's store for it. */
interface Places {
  readonly place: string;
  readonly store: string;
  /** Of a folder; null of an archive. */
  readonly files: BundleFiles | null;
}

/** Judges a mutant in a folder that was prepared, and leaves nothing of it there. */
export async function judge({ base, content }: Mutant, folder: string): Promise<Judgement> {
  const files = content instanceof Map ? content : null;
  const own = path.join(folder, base.name);
  const place = path.join(own, files === null ? 'mutant.tar.gz' : 'mutant');
  const store = path.join(own, 'store');
  if (content instanceof Map) writeFiles(place, content);
  else writeFileSync(place, content);
  try {
    return await judgeAt({ place, store, files });
  } finally {
    for (const made of [place, store]) rmSync(made, { recursive: true, force: true });
  }
}

async function judgeAt(places: Places): Promise<Judgement> {
  const { place, store, files } = places;
  const faults: string[] = [];
  // Of an archive the site's check is everybody's.
  const checkIt = (): Promise<CheckReport> => (files === null ? enterDoor(place, store) : checkBundleAt(place));
  const check = await attempt(checkIt, 'the check', faults);
  if (check === null) return { outcome: 'refused', places: [], faults };
  if (check instanceof HeirloomError) return { outcome: 'archive', places: [`(${check.code})`], faults };
  faults.push(...check.problems.flatMap(faultOfProblem));
  if (check.problems.length > MAX_PROBLEMS) faults.push(`${check.problems.length} problems are listed`);
  const loaded = await attempt(() => loadResults([place]), 'report, reading', faults);
  const results =
    loaded === null || loaded instanceof HeirloomError || loaded.skipped.length > 0 ? null : loaded.results;
  if (loaded !== null) faults.push(...disagreement(check, results, files === null));
  if (results !== null) await makeAndLook(results, faults);
  if (check.ok) await attempt(() => serve(check, places), 'the site', faults);
  return { outcome: outcomeOf(check), places: [...new Set(check.problems.map(placeKind))], faults };
}

/** Has the site take what the check accepts, a folder packed, and show it. */
async function serve(check: GoodReport | EnteredBundle, { place, store, files }: Places): Promise<void> {
  const entered = 'unpacked' in check ? check : await enterPacked(files ?? new Map(), `${place}/packed.tar.gz`, store);
  if (!entered.ok || entered.bundleDigest !== check.bundleDigest)
    throw new TypeError(`packed, it is another bundle: ${JSON.stringify(entered.problems.slice(0, 3))}`);
  await requireServable(entered, store);
}

function enterPacked(files: BundleFiles, archive: string, store: string): Promise<CheckedBundle> {
  writeFileSync(archive, packed(entriesOf(files)));
  return enterDoor(archive, store);
}

/** The value, or the HeirloomError that says why there is none; any other error is a fault. */
async function attempt<T>(
  work: () => T | Promise<T>,
  what: string,
  faults: string[],
): Promise<T | HeirloomError | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof HeirloomError) return error;
    faults.push(
      `${what} threw ${error instanceof Error ? error.stack?.split('\n').slice(0, 4).join(' ') : String(error)}`,
    );
    return null;
  }
}

/** Report looks at records alone: it reads a bundle if and only if the check has nothing against them or the archive. */
function disagreement(check: CheckReport, results: readonly Result[] | null, isArchive: boolean): string[] {
  // In a folder it looks for records, and past whatever else lies there.
  const against = check.problems.filter((problem) => isInRecord(problem) && (isArchive || !isOfEntry(problem)));
  const said = against.map(({ path: at, message }) => `${at}: ${message}`).slice(0, 3);
  if (results !== null && against.length > 0) return [`report reads what the check refuses: ${said.join(' | ')}`];
  if (results === null && check.ok) return ['report refuses what the check accepts'];
  if (!check.ok || results === null) return [];
  const count = results.reduce((sum, { records }) => sum + records.length, 0);
  return count === check.runs.length ? [] : [`report reads ${count} records of ${check.runs.length}`];
}

async function makeAndLook(results: readonly Result[], faults: string[]): Promise<void> {
  const made = await attempt(() => makeReport(results), 'report', faults);
  if (made === null) return;
  if (made instanceof HeirloomError) {
    // Records of two tiers in one bundle are for the check to refuse, at its submission.
    if (made.code !== 'plan-mismatch') faults.push(`report refuses what it has read: ${made.message}`);
    return;
  }
  await attempt(() => requireFinite(reportJson(made), 'report'), 'report', faults);
  const text = await attempt(() => reportText(made), 'report, as text', faults);
  if (typeof text === 'string' && text.length > MAX_REPORT_CHARACTERS)
    faults.push(`the report has ${text.length} characters`);
}

/** A problem has to say where and what, and what it expected has to be something else. */
function faultOfProblem({ path: at, message }: Problem): string[] {
  if (!SOURCE.test(at)) return [`a problem without a place: ${JSON.stringify({ at, message })}`];
  if (message.trim() === '' || /\bundefined\b|\[object /.test(message.replaceAll(/"[^"]*"/g, '')))
    return [`a problem without words: ${JSON.stringify({ at, message })}`];
  const same = /^received (.+?); expected (.+?)(;|,|$)/.exec(message);
  return same && same[1] === same[2] ? [`expected is what was received: ${at}: ${message}`] : [];
}

function outcomeOf(check: CheckReport): Judgement['outcome'] {
  if (check.ok) return 'accepted';
  if (check.bundleDigest === null) return 'archive';
  const digests = /#\/(resultDigest|runs\/\d+\/resultDigest|samples\/\d+\/sha256)$|^samples\/[^:]*$/;
  const isDigest = ({ path: at, message }: Problem) => digests.test(at) && /says|digest|SHA-256/.test(message);
  return check.problems.every(isDigest) ? 'digest' : 'refused';
}
