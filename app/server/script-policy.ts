/** The policy of a cached page: its own inline scripts by their digests, in place of all inline scripts. */
import type { ServerResponse } from 'node:http';
import { SCRIPTS } from '../script-sources.mjs';
import { beforeHead } from './before-head.ts';

const POLICY = 'content-security-policy';

/** A policy with the scripts of one page; the same one where it lets no inline scripts run anyway. */
export function narrowPolicy(policy: string, scripts: string): string {
  return policy.replace(/(script-src [^;]*?)\s*'unsafe-inline'/, `$1${scripts === '' ? '' : ` ${scripts}`}`);
}

/** Has a response take the scripts that its page names (cache-handler.mjs) into its policy, once its headers are known. */
export function namePageScripts(response: ServerResponse): void {
  beforeHead(response, () => {
    const scripts = response.getHeader(SCRIPTS);
    const policy = response.getHeader(POLICY);
    response.removeHeader(SCRIPTS);
    if (typeof scripts === 'string' && typeof policy === 'string')
      response.setHeader(POLICY, narrowPolicy(policy, scripts));
  });
}
