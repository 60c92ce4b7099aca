import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { z } from 'zod';
import { EXIT_CODES, HeirloomError, type Problem } from '../../protocol/errors.ts';
import { printLine, say } from '../../protocol/print.ts';
import { plainSuite } from '../../protocol/table-ids.ts';
import { findSnapshotId } from '../../snapshot/identity.ts';
import { verifySnapshot } from '../../snapshot/verify.ts';
import type { SetExitCode } from '../main.ts';
import { addressOn, askSite, requireSite, requireToken } from '../site.ts';

interface SiteOption {
  readonly site: string;
}

const takenSchema = z.object({ id: z.string(), url: z.string(), created: z.boolean() });

/** Has a site take a snapshot of its boards and prints the address. */
export async function createSnapshot({ suite, ...options }: SiteOption & { readonly suite?: string }): Promise<void> {
  const asked = suite === undefined ? {} : { suite: plainSuite(suite) };
  const { id, url, created } = await post(options.site, '/api/v1/snapshots', asked, takenSchema);
  const site = requireSite(options.site);
  const address = addressOn(site, URL.canParse(url) ? new URL(url).pathname : url);
  printLine(id);
  say(`${created ? 'Taken' : 'Nothing has changed since the last one'}: ${address}`);
}

/** Registers the DOI of a snapshot that was deposited. */
export async function registerDoi(id: string, doi: string, options: SiteOption): Promise<void> {
  await post(options.site, `/api/v1/snapshots/${encodeURIComponent(id)}/doi`, { doi }, z.looseObject({}));
  printLine(`${id}: https://doi.org/${doi}`);
}

async function post<Schema extends z.ZodType>(
  address: string,
  path: string,
  body: object,
  schema: Schema,
): Promise<z.infer<Schema>> {
  const site = requireSite(address);
  const request = {
    method: 'POST',
    headers: { authorization: `Bearer ${requireToken(site)}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
  return askSite(site, path, request, schema);
}

/**
 * Recomputes a snapshot's digest, scores and ranks from its file alone.
 * @throws not-found where there is no such file; check-failed where it is no snapshot
 */
export function verify(file: string, options: { id?: string }, setExitCode: SetExitCode): void {
  const { identity, snapshot, recomputed, problems } = verifySnapshot(read(file));
  const wanted = options.id ?? findSnapshotId(basename(file));
  const all: Problem[] = [...problems];
  if (wanted !== null && wanted !== identity.id) {
    const source = options.id === undefined ? 'the file’s name' : '--id';
    all.unshift({ path: '#', message: `its content has the id ${identity.id}; ${source} says ${wanted}` });
  }
  const entries = snapshot.boards.reduce((total, board) => total + board.entries.length, 0);
  const lines = [
    `snapshot  ${identity.id}${wanted === identity.id ? '  (as expected)' : ''}`,
    `digest    ${identity.digest}`,
    `suite     ${snapshot.suite}, taken ${snapshot.createdAt}`,
    `contents  ${entries} entries on ${snapshot.boards.length} boards (${snapshot.boards.map(({ tier }) => tier).join(', ')})`,
    `computed  ${recomputed.scores} scores and ${recomputed.ranks} ranks, from the per-seed results in the file`,
  ];
  for (const line of lines) printLine(line);
  if (all.length === 0) {
    const advice = wanted === null ? ' Compare the id or the digest with what was cited.' : '';
    printLine(`Verified: everything agrees.${advice}`);
    return;
  }
  printLine(`Not verified: ${all.length} ${all.length === 1 ? 'thing differs' : 'things differ'}.`);
  for (const { path, message } of all) printLine(`  ${path}: ${message}`);
  setExitCode(EXIT_CODES['check-failed']);
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new HeirloomError(
      'not-found',
      `There is no readable file ${file} (${(cause as Error).message}). Give the file that a snapshot’s page calls JSON.`,
      { cause },
    );
  }
}
