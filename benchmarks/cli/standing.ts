/** Where a submission stands on a site: in line for verification, under way, verified, or reported alone. */
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { HeirloomError } from '../protocol/errors.ts';
import { askSite } from './site.ts';

const POLL_MS = 2000;
/** A site that is started again answers within a minute. */
const MAX_SILENT = 30;

/** Of a site that runs entries again. Its states may grow: those that aren't known here are an end. */
const verificationSchema = z.object({
  state: z.string(),
  /** In line, from 1. */
  place: z.int().nullable(),
  done: z.int(),
  planned: z.int(),
  /** What became of it, as a sentence. */
  words: z.string(),
});
const submissionSchema = z.object({ verification: z.string(), rankState: z.string(), rankWords: z.string() });

export interface Standing {
  readonly state: string;
  /** The same as a sentence without its end. */
  readonly words: string;
  /** Whether it is going to change by itself. */
  readonly isUnderWay: boolean;
}

/** Asks a site. @throws as askSite */
export async function standingOf(site: URL, id: string): Promise<Standing> {
  const path = `/api/v1/submissions/${encodeURIComponent(id)}`;
  const verification = await askSite(site, `${path}/verification`, {}, verificationSchema).catch(unlessMissing);
  if (verification !== null && verification.state !== 'none') return verificationStanding(verification);
  const { verification: state, rankState, rankWords } = await askSite(site, path, {}, submissionSchema);
  const isUnderWay = rankState === 'pending';
  return { state, words: rankWords === '' ? state : rankWords.replace(/\.$/, ''), isUnderWay };
}

/** A site that runs nothing again has no such address. */
function unlessMissing(error: unknown): null {
  if (error instanceof HeirloomError && error.code === 'rejected-by-site') return null;
  throw error;
}

function verificationStanding({ state, place, done, planned, words }: z.infer<typeof verificationSchema>): Standing {
  if (state === 'queued')
    return {
      state,
      words: `queued for verification${place === null ? '' : `, ${ordinal(place)} in line`}`,
      isUnderWay: true,
    };
  if (state === 'running') return { state, words: `verifying ${done} of ${planned}`, isUnderWay: true };
  return { state, words: words === '' ? state : `${state}: ${words.replace(/\.$/, '')}`, isUnderWay: false };
}

/** 1st, 2nd, 3rd, 4th, 11th … */
export function ordinal(place: number): string {
  const ending = new Intl.PluralRules('en', { type: 'ordinal' }).select(place);
  return `${place}${{ one: 'st', two: 'nd', few: 'rd', other: 'th', zero: 'th', many: 'th' }[ending]}`;
}

/** Asks until nothing is under way, and tells of each change. @throws unreachable where the site is silent for a minute */
export async function followStanding(site: URL, id: string, tell: (standing: Standing) => void): Promise<Standing> {
  let told = '';
  let silent = 0;
  for (;;) {
    try {
      const standing = await standingOf(site, id);
      silent = 0;
      if (standing.words !== told) tell(standing);
      told = standing.words;
      if (!standing.isUnderWay) return standing;
    } catch (error) {
      silent += 1;
      if (!(error instanceof HeirloomError && error.code === 'unreachable') || silent > MAX_SILENT) throw error;
    }
    await setTimeout(POLL_MS);
  }
}
