import { z } from 'zod';
import { printLine } from '../../protocol/print.ts';
import { plainSubmission } from '../../protocol/table-ids.ts';
import { askSite, requireSite, requireToken } from '../site.ts';

interface WithdrawOptions {
  readonly site: string;
  readonly reason: string;
  readonly kind: string;
  readonly by?: string;
}

/** Takes a submission off a site's boards, with a reason; its page stays. */
export async function withdraw(named: string, { site: address, reason, kind, by }: WithdrawOptions): Promise<void> {
  const site = requireSite(address);
  const id = plainSubmission(named);
  const request = {
    method: 'POST',
    headers: { authorization: `Bearer ${requireToken(site)}`, 'content-type': 'application/json' },
    body: JSON.stringify({ kind, reason, supersededBy: by === undefined ? null : plainSubmission(by) }),
  };
  await askSite(site, `/api/v1/submissions/${encodeURIComponent(id)}/tombstone`, request, z.looseObject({}));
  printLine(`${id}: ${kind}. Its page stays, with the reason.`);
}
