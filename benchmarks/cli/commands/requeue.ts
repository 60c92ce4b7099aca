import { z } from 'zod';
import { printLine } from '../../protocol/print.ts';
import { plainSubmission } from '../../protocol/table-ids.ts';
import { askSite, requireSite, requireToken } from '../site.ts';

interface RequeueOptions {
  readonly site: string;
  readonly reason: string;
}

const standingSchema = z.looseObject({ place: z.number().nullable(), waiting: z.number() });

/** Has a site verify a submission that it gave up on. */
export async function requeue(named: string, { site: address, reason }: RequeueOptions): Promise<void> {
  const site = requireSite(address);
  const id = plainSubmission(named);
  const request = {
    method: 'POST',
    headers: { authorization: `Bearer ${requireToken(site)}`, 'content-type': 'application/json' },
    body: JSON.stringify({ reason }),
  };
  const at = `/api/v1/submissions/${encodeURIComponent(id)}/verification`;
  const { place, waiting } = await askSite(site, at, request, standingSchema);
  printLine(`${id}: in line for verification${place === null ? '' : `, place ${place} of ${waiting}`}.`);
}
