/** What the first start submits: the author's part of a draft, and which bundles a site has. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
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

/**
 * Which bundle has which submission on the site, kept beside the bundles so that a later start has only to ask whether
 * they are still there.
 */
export function openReceipts(file) {
  /** @type {Record<string, string>} */
  const ids = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  return {
    /** @param {string} bundle @returns {string | null} */
    idOf: (bundle) => ids[bundle] ?? null,
    add(bundle, id) {
      ids[bundle] = id;
      writeAtomically(file, `${JSON.stringify(ids, null, 2)}\n`);
    },
  };
}

export function writeAtomically(file, text) {
  writeFileSync(`${file}.tmp`, text);
  renameSync(`${file}.tmp`, file);
}
