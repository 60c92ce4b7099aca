/** What the first start submits: the author's part of a draft, and which bundles a site has. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The installation's own entries, so that a board has something to be compared with. */
export const AUTHOR = 'Heirloom';
const LICENCE = 'CC0-1.0';

/** Fills in the blanks of a draft; what is filled in already stays. @param {Record<string, any>} draft */
export function fillIn(draft, { title, description }) {
  const { strategy, authors, attempts, licence } = draft;
  return {
    ...draft,
    title: draft.title || title,
    strategy: { ...strategy, description: strategy.description || description },
    authors: authors.map((author) => ({ ...author, name: author.name || AUTHOR })),
    licence: licence || LICENCE,
    attempts: attempts || 1,
  };
}

/** Fills in the draft of one bundle's folder. */
export function completeDraft(bundle, words) {
  const file = path.join(bundle, 'submission.json');
  const text = readFileSync(file, 'utf8');
  const filled = `${JSON.stringify(fillIn(JSON.parse(text), words), null, 2)}\n`;
  if (filled !== text) writeAtomically(file, filled);
}

/** The names of a folder's folders that are bundles. @param {string} folder */
export function bundlesIn(folder) {
  return readdirSync(folder).filter((name) => existsSync(path.join(folder, name, 'submission.json')));
}

/** What tells a bundle from another one: the bytes of an archive, or of a folder's submission.json, which has all digests. */
export function fingerprint(bundle) {
  const file = statSync(bundle).isDirectory() ? path.join(bundle, 'submission.json') : bundle;
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

/**
 * Which bundle has which submission on the site, kept beside the bundles so that a later start has only to ask whether
 * they are still there.
 */
export function openReceipts(file) {
  /** @type {Record<string, string>} submission ids by fingerprint */
  const ids = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  return {
    /** @param {string} print @returns {string | null} */
    idOf: (print) => ids[print] ?? null,
    add(print, id) {
      ids[print] = id;
      writeAtomically(file, `${JSON.stringify(ids, null, 2)}\n`);
    },
  };
}

export function writeAtomically(file, text) {
  writeFileSync(`${file}.tmp`, text);
  renameSync(`${file}.tmp`, file);
}
