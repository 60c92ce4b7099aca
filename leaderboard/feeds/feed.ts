/** What is new on the site, for programs that follow it: snapshots, and entries. */
import { Feed } from 'feed';
import { printableLine } from '#benchmarks/protocol/unprintable.ts';
import { snapshotPath, submissionPath } from '../catalog/page-paths.ts';
import type { Database } from '../db/database.ts';

export const FEEDS = ['snapshots', 'entries'] as const;
export type FeedName = (typeof FEEDS)[number];
export const FEED_FORMATS = ['atom', 'rss'] as const;
export type FeedFormat = (typeof FEED_FORMATS)[number];

/** Entries of a feed: the newest. */
const LENGTH = 50;

interface News {
  readonly title: string;
  readonly path: string;
  readonly date: Date;
  readonly description: string;
  readonly authors: readonly string[];
  /** The path of a picture of it, a PNG of the measures of social cards; null for none. */
  readonly picture: string | null;
}

/** Atom 1.0 or RSS 2.0 of the newest 50. `site`: the site's public address, without a slash at the end. */
export async function getFeed(database: Database, name: FeedName, format: FeedFormat, site: string): Promise<string> {
  const news = name === 'snapshots' ? await newSnapshots(database) : await newEntries(database);
  const own = `${site}/api/v1/feeds/${name}/${format}`;
  const feed = new Feed({
    id: `${site}/api/v1/feeds/${name}/atom`,
    title: name === 'snapshots' ? 'Heirloom: snapshots' : 'Heirloom: new entries',
    description:
      name === 'snapshots' ? 'Immutable copies of the ranked boards, made to be cited.' : 'What was submitted last.',
    link: `${site}${name === 'snapshots' ? '/snapshots' : '/'}`,
    feedLinks: { [format]: own },
    author: { name: 'Heirloom' },
    copyright: name === 'snapshots' ? 'CC0-1.0' : 'Each entry names its own licence.',
    // What is kept of an answer is compared: it may not change with the clock.
    updated: news[0]?.date ?? new Date(0),
    generator: 'Heirloom',
    language: 'en',
  });
  for (const { title, path, date, description, authors, picture } of news) {
    const link = `${site}${path}`;
    feed.addItem({
      title,
      id: link,
      link,
      date,
      published: date,
      description,
      ...(picture === null ? {} : { content: withPicture(description, `${site}${picture}`) }),
      author: authors.map((name) => ({ name })),
    });
  }
  return format === 'atom' ? feed.atom1() : feed.rss2();
}

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => printableLine(text).replace(/[&<>"]/g, (sign) => SIGNS[sign] ?? '');

/** As HTML, which both formats take: the picture stands where readers show it, and names itself where they don't. */
const withPicture = (description: string, address: string): string =>
  `<p>${escaped(description)}</p><p><img src="${escaped(address)}" alt="${escaped(`Scores: ${description}`)}" width="1200" height="630"></p>`;

async function newSnapshots({ prisma }: Database): Promise<News[]> {
  const rows = await prisma.snapshot.findMany({
    take: LENGTH,
    select: { id: true, suiteId: true, createdAt: true, digest: true },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  });
  return rows.map(({ id, suiteId, createdAt, digest }) => ({
    title: `Suite ${suiteId}, snapshot ${id}`,
    path: snapshotPath(id),
    date: createdAt,
    description: `Ranked boards of suite ${suiteId}. SHA-256 ${digest}.`,
    authors: [],
    picture: null,
  }));
}

/** Without those that were withdrawn. */
async function newEntries({ prisma }: Database): Promise<News[]> {
  const rows = await prisma.submission.findMany({
    take: LENGTH,
    where: { tombstone: null },
    select: {
      id: true,
      title: true,
      spec: true,
      suiteId: true,
      tier: true,
      authors: true,
      createdAt: true,
      benchmarkScores: { where: { value: { not: null } }, select: { benchmarkId: true }, take: 1 },
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  });
  return rows.map(({ id, title, spec, suiteId, tier, authors, createdAt, benchmarkScores }) => ({
    title,
    path: submissionPath(id),
    date: createdAt,
    description: `${spec} on suite ${suiteId}, ${tier} tier.`,
    authors: (authors as unknown as { readonly name: string }[]).map(({ name }) => name),
    picture: benchmarkScores.length === 0 ? null : `/api/v1/figures/entry/${id}?format=png`,
  }));
}
