/** The site's build. Filters are path segments and whole pages are cached under the database's data version. */

import path from 'node:path';
import { fileURLToPath } from 'node:url';
import createNextIntlPlugin from 'next-intl/plugin';
import { SECURITY_HEADERS } from './app/security-headers.mjs';

/** What is no English page: the other language, the API, figures for other pages' frames, and the files that Next serves itself. */
const NO_PAGES = ['zh(?:/|$)', 'en/', 'api/', 'embed/', '_next/', 'icon\\.svg', 'social-card\\.png'];

const root = path.dirname(fileURLToPath(import.meta.url));

/** What stands before a submission's id in tables, as benchmarks/protocol/table-ids.ts has it. */
const TABLE_ID = 'sub-(?=[0-9a-f]{16}$)';

/** What a comparison's submissions are called in its address, as app/paths.ts has it. */
const COMPARED = ['a', 'b', 'c', 'd', 'e', 'f'];

/**
 * `/compare?a=…&b=…` as segments, so that each comparison is a page of its own that can be cached. A form sends empty
 * values for what isn't chosen, so every set of names that are given has a rewrite, the largest first.
 */
function comparisons() {
  const sets = Array.from({ length: 2 ** COMPARED.length }, (_, bits) =>
    COMPARED.filter((_, place) => bits & (1 << place)),
  );
  // What can be no id would make an address that can't be routed; the page says what is wrong.
  const unreadable = COMPARED.flatMap((name) => {
    const has = [{ type: 'query', key: name, value: '.*[^0-9A-Za-z-].*' }];
    return [
      { source: '/compare', has, destination: '/en/compare/unreadable' },
      { source: '/zh/compare', has, destination: '/zh/compare/unreadable' },
    ];
  });
  const readable = sets
    .filter((names) => names.length > 0)
    .sort((a, b) => b.length - a.length)
    .flatMap((names) => {
      const has = names.map((name) => ({
        type: 'query',
        key: name,
        value: `(?:${TABLE_ID})?(?<${name}>[0-9A-Za-z-]{1,80})`,
      }));
      const path = names.map((name) => `:${name}`).join('/');
      return [
        { source: '/compare', has, destination: `/en/compare/${path}` },
        { source: '/zh/compare', has, destination: `/zh/compare/${path}` },
      ];
    });
  // What is ticked in a form has one name.
  const ticked = ['', '/zh'].map((language) => ({
    source: `${language}/compare`,
    has: [{ type: 'query', key: 'entry' }],
    destination: `${language || '/en'}/compare/chosen`,
  }));
  return [...ticked, ...unreadable, ...readable];
}

/** Addresses with an id copied from a table lead to those with the plain one. @param {string} language */
const fromTables = (language) => [
  {
    source: `${language}/submissions/sub-:id([0-9a-f]{16})`,
    destination: `${language}/submissions/:id`,
    permanent: true,
  },
  {
    source: `${language}/board/suite-:suite(\\d{1,4}\\.\\d{1,4})/:view*`,
    destination: `${language}/board/:suite/:view*`,
    permanent: true,
  },
];

/** What also holds of what may be framed. */
const EVERYWHERE = ['X-Content-Type-Options', 'Referrer-Policy', 'Permissions-Policy'];

/** @type {import('next').NextConfig} */
const config = {
  distDir: process.env.HEIRLOOM_DIST ?? '.next',
  // For `npm run image` (tools/image/): what the server reads, copied together. npm start serves the ordinary build.
  ...(process.env.HEIRLOOM_STANDALONE ? { output: 'standalone' } : {}),
  // Where the checker of bundles lies among the files of the build (scripts/setup/checker.mjs).
  env: { HEIRLOOM_CHECKER: process.env.HEIRLOOM_CHECKER ?? '' },
  poweredByHeader: false,
  // A hash over every answer: a fifth of what it takes to send a large page from the cache.
  generateEtags: false,
  reactStrictMode: true,
  // No page has a picture to be resized.
  images: { unoptimized: true },
  turbopack: { root },
  // Lint checks the types. One that extends another is never rewritten, as Next else does for every build directory.
  typescript: { ignoreBuildErrors: true, tsconfigPath: 'app/tsconfig.json' },
  // With native, WebAssembly or worker files of their own, or found by path at run time.
  serverExternalPackages: ['@prisma/client', '@prisma/adapter-pg', 'pg', 'pg-boss', 'piscina', 'tsx', 'tar'],
  cacheHandler: path.join(root, 'app', 'cache-handler.mjs'),
  // The handler keeps pages in memory itself.
  cacheMaxMemorySize: 0,
  experimental: {
    // How long a browser that moves from page to page shows what it has: the least that Next allows.
    staleTimes: { dynamic: 0, static: 30 },
  },
  // Pages lie under a language. English has the plain addresses, so that the long form of one is no second address.
  redirects: async () => [
    { source: '/en/:path*', destination: '/:path*', permanent: true },
    ...['', '/zh'].flatMap(fromTables),
  ],
  rewrites: async () => ({
    beforeFiles: [
      { source: '/', destination: '/en/board/newest/lead/all' },
      { source: '/zh', destination: '/zh/board/newest/lead/all' },
      ...comparisons(),
      { source: `/:path((?!${NO_PAGES.join('|')}).*)`, destination: '/en/:path' },
    ],
  }),
  headers: async () => [
    // A figure for frames says itself who may frame it, and that is anybody (app/embed).
    { source: '/((?!embed/).*)', headers: Object.entries(SECURITY_HEADERS).map(([key, value]) => ({ key, value })) },
    { source: '/embed/:path*', headers: EVERYWHERE.map((key) => ({ key, value: SECURITY_HEADERS[key] })) },
    // A page may change at any time and is cheap to ask about: browsers keep it but ask, shared caches get no lifetime.
    { source: '/((?!_next/|api/|embed/).*)', headers: [{ key: 'Cache-Control', value: 'no-cache' }] },
  ],
};

export default createNextIntlPlugin('./app/i18n/request.ts')(config);
