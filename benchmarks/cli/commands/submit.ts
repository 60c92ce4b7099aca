import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { checkBundleAt } from '../../bundle/check.ts';
import { packBundle } from '../../bundle/pack.ts';
import { EXIT_CODES, HeirloomError } from '../../protocol/errors.ts';
import { print, printLine, say } from '../../protocol/print.ts';
import { printableLine } from '../../protocol/unprintable.ts';
import type { SetExitCode } from '../main.ts';
import { addressOn, askSite, requireSite, requireToken } from '../site.ts';
import { followStanding, type Standing, standingOf } from '../standing.ts';

/** What a site answers to a bundle that it takes, and more that `--json` hands on. */
const acceptedSchema = z.looseObject({
  id: z.string(),
  /** Of its page; of some sites relative. */
  url: z.string(),
  label: z.string(),
  /** False where the site had the same bundle already. */
  created: z.boolean(),
  /** What sending it again has changed; empty where that is nothing, absent from older sites. */
  note: z.string().optional(),
});
export type Accepted = z.infer<typeof acceptedSchema>;

/** One line: whether the entry is new, how it is listed, and where; another where sending it again has changed something. */
export function acceptedLine({ label, created, url, note }: Accepted): string {
  const what = created ? 'New entry' : note ? 'Already there' : 'Already there, nothing changed';
  return [`${what} (${label}): ${url}`, ...(note ? [note] : [])].map(printableLine).join('\n');
}

interface SubmitOptions {
  readonly site: string;
  readonly json?: boolean;
  /** Follow until nothing about it is under way. */
  readonly wait?: boolean;
}

/** Checks a bundle, packs it, sends it to a site, and prints the address of its page and where it stands. */
export async function submit(path: string, options: SubmitOptions, setExitCode: SetExitCode): Promise<void> {
  const site = requireSite(options.site);
  const token = requireToken(site);
  const report = await checkBundleAt(path, { mayBeLight: true });
  if (!report.ok) {
    throw new HeirloomError(
      'check-failed',
      `The bundle ${path} does not pass the check, so it was not sent. Mend what is named and submit again.`,
      {
        problems: report.problems,
      },
    );
  }
  const folder = mkdtempSync(join(tmpdir(), 'heirloom-submit-'));
  try {
    const archive = join(folder, 'bundle.tar.gz');
    await packBundle(path, archive);
    const request = {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/gzip' },
      body: new Blob([new Uint8Array(readFileSync(archive))]),
    };
    const accepted = await askSite(site, '/api/v1/submissions', request, acceptedSchema);
    const url = addressOn(site, accepted.url);
    const answer = { ...accepted, url };
    if (!options.json) print(acceptedLine(answer));
    const standing = await standingAfter(site, accepted.id, options.wait ?? false);
    if (options.json) print(JSON.stringify({ ...answer, standing }));
    else if (standing !== null) printLine(`It stands: ${standing.words}.`);
    if (standing?.state === 'refuted') setExitCode(EXIT_CODES['check-failed']);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Null where the site doesn't tell: the bundle is there all the same. @throws where that was to be waited for */
async function standingAfter(site: URL, id: string, isAwaited: boolean): Promise<Standing | null> {
  if (isAwaited) return followStanding(site, id, ({ words }) => say(`${words} …`));
  return standingOf(site, id).catch(() => null);
}
