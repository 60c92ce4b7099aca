/**
 * The inline scripts of a page by their digests, as a content security policy names them: the browser runs these and no
 * other. Pages are cached, so a nonce, which has to be new for each answer, can't do it.
 */
import { createHash } from 'node:crypto';

/** The header in which a page carries them as far as the server in front of Next, which puts them into the policy. */
export const SCRIPTS = 'x-heirloom-scripts';

const INLINE = /<script\b(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g;

/** @param {string} html @returns {string} `'sha256-…' 'sha256-…'`; empty where the page has none */
export function scriptSources(html) {
  const digests = [...html.matchAll(INLINE)].map(([, text]) => createHash('sha256').update(text).digest('base64'));
  return [...new Set(digests)].map((digest) => `'sha256-${digest}'`).join(' ');
}
