/**
 * What is left to a token, in every answer to it: the fields RateLimit-Policy and RateLimit of
 * draft-ietf-httpapi-ratelimit-headers-10, lists of structured fields (RFC 9651).
 */
import type { Policy, Quota } from '#leaderboard/access/quota.ts';

/** Units of the draft's registry; entries and requests are both requests, which it takes for granted. */
const UNITS: Readonly<Record<Policy, string>> = {
  requests: '',
  entries: '',
  strategy: '',
  uploads: ';qu="concurrent-requests"',
  bytes: ';qu="content-bytes"',
};

/** What is known of a request's sender while it is answered. */
const told = new WeakMap<Request, Map<Policy, Quota>>();

/** Notes what the answer to a request is to say; what was noted before of the same policy gives way. */
export function tellQuotas(request: Request, ...quotas: readonly Quota[]): void {
  const known = told.get(request) ?? new Map<Policy, Quota>();
  for (const quota of quotas) known.set(quota.policy, quota);
  told.set(request, known);
}

/** The same answer, with the fields where something was noted. */
export function withRateLimits(request: Request, response: Response): Response {
  const quotas = [...(told.get(request)?.values() ?? [])];
  if (quotas.length === 0) return response;
  response.headers.set('ratelimit-policy', quotas.map(policyItem).join(', '));
  response.headers.set('ratelimit', quotas.map(limitItem).join(', '));
  return response;
}

function policyItem({ policy, limit, windowSeconds }: Quota): string {
  return `"${policy}";q=${limit}${UNITS[policy]}${windowSeconds === null ? '' : `;w=${windowSeconds}`}`;
}

function limitItem({ policy, limit, used, moreInSeconds }: Quota): string {
  return `"${policy}";r=${Math.max(0, limit - used)}${moreInSeconds === null ? '' : `;t=${moreInSeconds}`}`;
}

/** Members of the problem document of a request that is over a quota: the draft's, and what was counted. */
export function quotaMembers(quota: unknown): object {
  if (typeof quota !== 'object' || quota === null) return {};
  return { 'violated-policies': [(quota as Quota).policy], quota };
}
