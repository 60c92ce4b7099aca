import { z } from 'zod';
import { printLine } from '../../protocol/print.ts';
import { plainSubmission } from '../../protocol/table-ids.ts';
import { askSite, requireSite, requireToken } from '../site.ts';

interface ObjectOptions {
  readonly site: string;
  readonly reason: string;
  readonly lift?: boolean;
}

/** Objects to a submission in public, or lifts the objection. */
export async function object(named: string, { site: address, reason, lift = false }: ObjectOptions): Promise<void> {
  const site = requireSite(address);
  const id = plainSubmission(named);
  const request = {
    method: 'POST',
    headers: { authorization: `Bearer ${requireToken(site)}`, 'content-type': 'application/json' },
    body: JSON.stringify({ reason, lift }),
  };
  await askSite(site, `/api/v1/submissions/${encodeURIComponent(id)}/objection`, request, z.looseObject({}));
  printLine(`${id}: ${lift ? 'the objection is lifted' : 'objected to'}. Its page says so, with the reason.`);
}
