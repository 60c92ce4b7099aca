import type { Metadata, Viewport } from 'next';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { SUITE } from '../benchmarks/protocol/ids.ts';
import './globals.css';

export const metadata: Metadata = {
  title: { default: 'Heirloom: what keeps generative models from collapsing', template: '%s · Heirloom' },
  description:
    'Standard benchmarks for model collapse, and a leaderboard that ranks the remedies on equal ground, with intervals, ledgers and digests.',
};

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fbfaf7' },
    { media: '(prefers-color-scheme: dark)', color: '#14171a' },
  ],
};

export default function RootLayout({ children }: { readonly children: ReactNode }) {
  return (
    <html lang="en">
      <body>
        <a className="skip" href="#content">
          Skip to the content
        </a>
        <header className="masthead">
          <div>
            {/* A plain link: `/` is a rewrite, which the client router would not know. */}
            <a className="brand" href="/">
              <Sapling />
              Heirloom
            </a>
            <nav aria-label="Site">
              <a href="/">Board</a>
              <Link href="/about" prefetch={false}>
                How it works
              </Link>
              <a href={`/api/v1/leaderboard?suite=${SUITE}`}>JSON</a>
            </nav>
          </div>
        </header>
        <main className="page" id="content">
          {children}
          <footer className="foot">
            Every number here comes from a run record with a digest; every entry’s page names the command that makes it
            again.
          </footer>
        </main>
      </body>
    </html>
  );
}

/** The mark: a seedling over its own row of seeds. */
function Sapling() {
  return (
    <svg aria-hidden="true" fill="none" height="26" viewBox="0 0 26 26" width="26">
      <path d="M13 21V11" stroke="currentColor" strokeLinecap="round" strokeWidth="1.8" />
      <path d="M13 13c0-5 3-8 9-8 0 5-3 8-9 8Z" fill="var(--accent)" />
      <path d="M13 16c0-3.6-2.4-6-7-6 0 3.8 2.4 6 7 6Z" fill="var(--good)" />
      <path d="M4 23h2M9 23h2M15 23h2M20 23h2" stroke="currentColor" strokeLinecap="round" strokeWidth="1.6" />
    </svg>
  );
}
