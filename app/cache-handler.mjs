/**
 * Next's cache of whole pages, in memory, under the database's data version: a page that was rendered before the last
 * committed change, by this process or another, is rendered again when it is next asked for. The server in front of Next sends
 * pages from here, too (app/server/kept-pages.ts). Plain JavaScript, because Next loads it outside of the build. The version
 * comes from data-version.ts; without it (during the build) nothing is kept.
 */
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { asciiPage } from './ascii-page.mjs';
import { PAGE, PAGES } from './page-number.mjs';
import { SCRIPTS, scriptSources } from './script-sources.mjs';

const KEY = Symbol.for('heirloom.data-version');
/** What a page has in it that says how busy the site is, and not what is stored: raw quotes are in no text that is shown. */
const UNKEPT = 'data-unkept="true"';
const MAX_BYTES = 64 * 1024 * 1024;

/**
 * @typedef {object} Page
 * @property {string} key Next's
 * @property {string} number of this rendering of it: no two have the same
 * @property {any} value Next's, without its HTML
 * @property {Buffer | null} html bytes, which are sent several times as fast as a string; null for what is no page
 * @property {number} lastModified milliseconds
 * @property {number} version that its rendering began under
 * @property {number} bytes that it takes, about
 * @property {Promise<Buffer>} [packed] its HTML with gzip, made when somebody first takes it
 */

/** By key, oldest use first. @type {Map<string, Page>} */
const pages = new Map();
/** The same ones by number. @type {Map<string, Page>} */
const numbered = new Map();
/** The version before a page's rendering began. @type {Map<string, number>} */
const begun = new Map();
const MAX_BEGUN = 10_000;
let bytes = 0;
let rendered = 0;

/** Undefined where it can't be told. @returns {Promise<number | undefined>} */
const currentVersion = async () => globalThis[KEY]?.current().catch(() => undefined);

/** While the database is away no page can be made: what was shown last is better than nothing. */
const isCurrent = (page, version) => page.version === version || globalThis[KEY]?.isAway;

export default class VersionedCache {
  async get(key) {
    const version = await currentVersion();
    if (version === undefined) return null;
    const page = pages.get(key);
    if (page && isCurrent(page, version)) {
      touch(page);
      const value = page.html === null ? page.value : { ...page.value, html: page.html.toString('latin1') };
      return { value, lastModified: page.lastModified };
    }
    if (page) drop(page);
    // The lowest of several, until it is stored: a page that began before a change is never taken for one after it.
    if (!begun.has(key)) begun.set(key, version);
    if (begun.size > MAX_BEGUN) begun.delete(begun.keys().next().value);
    return null;
  }

  async set(key, value) {
    const isPage = value !== null && typeof value.html === 'string';
    if (isPage) {
      // In place, before Next sends its first answer of the page: its scripts have to be those that are named.
      value.html = asciiPage(value.html);
      value.headers = { ...value.headers, [SCRIPTS]: scriptSources(value.html) };
    }
    const version = begun.get(key);
    begun.delete(key);
    const known = pages.get(key);
    if (known) drop(known);
    if (version === undefined || value === null) return;
    if (isPage && value.html.includes(UNKEPT)) return;
    rendered += 1;
    const number = String(rendered);
    if (isPage) value.headers[PAGE] = number;
    const html = isPage ? Buffer.from(value.html, 'latin1') : null;
    const kept = isPage ? { ...value, html: '' } : value;
    const page = { key, number, value: kept, html, lastModified: Date.now(), version, bytes: sizeOf(value) };
    pages.set(key, page);
    numbered.set(number, page);
    bytes += page.bytes;
    makeRoom();
  }

  /** Whatever the tag: the next request renders again. */
  async revalidateTag() {
    pages.clear();
    numbered.clear();
    bytes = 0;
  }

  resetRequestCache() {}
}

/** What the server in front of Next finds: it is in another bundle. */
globalThis[PAGES] = {
  /** The page of a number, where it is still to be shown. @param {string} number */
  async find(number) {
    const page = numbered.get(number);
    if (page === undefined) return null;
    const version = await currentVersion();
    if (version === undefined || !isCurrent(page, version)) return null;
    if (isKept(page)) touch(page);
    return { html: page.html, packed: () => packed(page) };
  },
};

const isKept = (page) => pages.get(page.key) === page;

function touch(page) {
  pages.delete(page.key);
  pages.set(page.key, page);
}

/** @param {Page} page @returns {Promise<Buffer>} */
function packed(page) {
  page.packed ??= promisify(gzip)(page.html).then((result) => {
    if (!isKept(page)) return result;
    page.bytes += result.length;
    bytes += result.length;
    makeRoom();
    return result;
  });
  return page.packed;
}

function makeRoom() {
  for (const oldest of pages.values()) {
    if (bytes <= MAX_BYTES) break;
    drop(oldest);
  }
}

function drop(page) {
  pages.delete(page.key);
  numbered.delete(page.number);
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
