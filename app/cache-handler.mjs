/**
 * Next's cache of whole pages, in memory, under the database's data version: a page that was rendered before the last
 * committed change, by this process or another, is rendered again when it is next asked for. Plain JavaScript, because
 * Next loads it outside of the build. The version comes from data-version.ts; without it (during the build) nothing is kept.
 */
import { asciiPage } from './ascii-page.mjs';
import { SCRIPTS, scriptSources } from './script-sources.mjs';

const KEY = Symbol.for('heirloom.data-version');
/** What a page has in it that says how busy the site is, and not what is stored: raw quotes are in no text that is shown. */
const UNKEPT = 'data-unkept="true"';
const MAX_BYTES = 64 * 1024 * 1024;

/** @type {Map<string, { value: unknown, lastModified: number, version: number, bytes: number }>} oldest use first */
const pages = new Map();
/** The version before a page's rendering began. @type {Map<string, number>} */
const begun = new Map();
const MAX_BEGUN = 10_000;
let bytes = 0;

export default class VersionedCache {
  async get(key) {
    const version = await globalThis[KEY]?.current().catch(() => undefined);
    if (version === undefined) return null;
    const page = pages.get(key);
    // While the database is away no page can be made: what was shown last is better than nothing.
    if (page && (page.version === version || globalThis[KEY]?.isAway)) {
      pages.delete(key);
      pages.set(key, page);
      return { value: page.value, lastModified: page.lastModified };
    }
    if (page) drop(key, page);
    // The lowest of several, until it is stored: a page that began before a change is never taken for one after it.
    if (!begun.has(key)) begun.set(key, version);
    if (begun.size > MAX_BEGUN) begun.delete(begun.keys().next().value);
    return null;
  }

  async set(key, value) {
    if (value !== null && typeof value.html === 'string') {
      // In place, before Next sends its first answer of the page: its scripts have to be those that are named.
      value.html = asciiPage(value.html);
      value.headers = { ...value.headers, [SCRIPTS]: scriptSources(value.html) };
    }
    const version = begun.get(key);
    begun.delete(key);
    const known = pages.get(key);
    if (known) drop(key, known);
    if (version === undefined || value === null) return;
    if (typeof value.html === 'string' && value.html.includes(UNKEPT)) return;
    const page = { value, lastModified: Date.now(), version, bytes: sizeOf(value) };
    pages.set(key, page);
    bytes += page.bytes;
    for (const [oldest, entry] of pages) {
      if (bytes <= MAX_BYTES) break;
      drop(oldest, entry);
    }
  }

  /** Whatever the tag: the next request renders again. */
  async revalidateTag() {
    pages.clear();
    bytes = 0;
  }

  resetRequestCache() {}
}

function drop(key, page) {
  pages.delete(key);
  bytes -= page.bytes;
}

/** About how much memory a page takes: its HTML and its payloads. */
function sizeOf(value) {
  let total = 1000;
  for (const part of Object.values(value)) {
    if (typeof part === 'string') total += part.length;
    else if (part instanceof Uint8Array) total += part.byteLength;
    else if (part instanceof Map) for (const item of part.values()) total += item?.byteLength ?? 0;
  }
  return total;
}
