/** How a kept page (cache-handler.mjs) is known to the server in front of Next (server/kept-pages.ts): plain JavaScript for both. */

/** The header that tells the server which page an answer of Next's is; nobody else gets it. */
export const PAGE = 'x-heirloom-page';

/** Where on globalThis the pages are. */
export const PAGES = Symbol.for('heirloom.pages');
