/** What is written for people leads where it says: headings have names of their own, links and the files they name exist. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { Marked, type Token } from 'marked';
import { describe, expect, it } from 'vitest';

const marked = new Marked();
const FOLDERS = ['docs', 'benchmarks', 'reference', 'findings', 'prisma', 'test', 'scripts'];
const DOCUMENTS = [
  ...readdirSync('.').filter((name) => name.endsWith('.md')),
  ...FOLDERS.filter((folder) => existsSync(folder)).flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.md') && !name.includes('node_modules'))
      .map((name) => path.join(folder, name)),
  ),
];
/** Each version of the list of changes has the same sections. */
const REPEATING = ['CHANGELOG.md'];

interface Document {
  readonly headings: readonly string[];
  readonly links: readonly string[];
}

const read = new Map<string, Document>();
function documentAt(file: string): Document {
  const known = read.get(file);
  if (known) return known;
  const headings: string[] = [];
  const links: string[] = [];
  marked.walkTokens(marked.lexer(readFileSync(file, 'utf8')), (token: Token) => {
    if (token.type === 'heading') headings.push(token.text as string);
    if (token.type === 'link' || token.type === 'image') links.push(token.href as string);
  });
  read.set(file, { headings, links });
  return { headings, links };
}

/** The anchor that GitHub gives a heading. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\p{M}\s_-]/gu, '')
    .trim()
    .replaceAll(/\s/g, '-');

function leadsNowhere(file: string, link: string): boolean {
  if (/^[a-z]+:/i.test(link)) return false;
  const [target = '', anchor] = link.split('#', 2);
  const at = target === '' ? file : path.join(path.dirname(file), decodeURIComponent(target));
  if (!existsSync(at)) return true;
  if (anchor === undefined || statSync(at).isDirectory() || !at.endsWith('.md')) return false;
  return !documentAt(at).headings.map(anchorOf).includes(anchor);
}

describe.each(DOCUMENTS)('%s', (file) => {
  it('has no two headings of one name', () => {
    const anchors = REPEATING.includes(file) ? [] : documentAt(file).headings.map(anchorOf);
    expect(anchors.filter((anchor, index) => anchors.indexOf(anchor) < index)).toEqual([]);
  });

  it('links to what there is', () => {
    expect(documentAt(file).links.filter((link) => leadsNowhere(file, link))).toEqual([]);
  });

  it('names documents that there are', () => {
    const text = readFileSync(file, 'utf8');
    const pages = [...text.matchAll(/\bdocs\/[\w/-]+\.md\b/g)].map(([page]) => page);
    const decisions = [...text.matchAll(/\bADR (\d{4})\b/g)].map(([, number]) => `docs/adr/${number}-`);
    const adrs = readdirSync('docs/adr').map((name) => `docs/adr/${name}`);
    expect(pages.filter((page) => !existsSync(page))).toEqual([]);
    expect(decisions.filter((start) => !adrs.some((name) => name.startsWith(start)))).toEqual([]);
  });
});
