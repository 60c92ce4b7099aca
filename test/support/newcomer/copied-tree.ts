/** A copy of this checkout as a newcomer has it: a repository without changes, in which the pages of docs/ are followed. */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { applyEdits, docEdits } from './doc-edits.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

const git = (root: string, ...args: string[]): string =>
  execFileSync('git', ['-c', 'user.name=Newcomer', '-c', 'user.email=newcomer@example.org', ...args], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1e8,
  });

/** Copies every file that git doesn't ignore into an empty folder, and commits them there. */
export function copyTree(root: string): void {
  const listed = git(ROOT, 'ls-files', '-z', '--cached', '--others', '--exclude-standard').split('\0');
  // A file may be listed and deleted.
  for (const file of listed.filter((name) => name !== '' && existsSync(path.join(ROOT, name))))
    cpSync(path.join(ROOT, file), path.join(root, file));
  git(root, 'init', '--quiet');
  commitAll(root);
}

/** Links the installed packages, each by itself: what is compiled is the copy's own. */
export function linkPackages(root: string): void {
  mkdirSync(path.join(root, 'node_modules'));
  for (const name of readdirSync(path.join(ROOT, 'node_modules')).filter((found) => !found.startsWith('.')))
    symlinkSync(path.join(ROOT, 'node_modules', name), path.join(root, 'node_modules', name));
}

/** Copies the installed packages, by hard links where the disk allows. */
export function copyPackages(root: string): void {
  const target = path.join(root, 'node_modules');
  try {
    execFileSync('cp', ['-al', path.join(ROOT, 'node_modules'), target], { stdio: 'ignore' });
  } catch {
    cpSync(path.join(ROOT, 'node_modules'), target, { recursive: true, verbatimSymlinks: true });
  }
}

/** Makes the changes of a page in the copy: the files that the page names, and those that git sees touched, sorted. */
export function followPage(root: string, page: string): { named: readonly string[]; touched: readonly string[] } {
  const edits = docEdits(readFileSync(path.join(root, 'docs', page), 'utf8'));
  applyEdits(edits, root);
  return { named: edits.map(({ file }) => file).sort(), touched: touchedFiles(root) };
}

/** What differs from the last commit, each file by itself. */
function touchedFiles(root: string): readonly string[] {
  const lines = git(root, 'status', '--porcelain', '--untracked-files=all').split('\n');
  return lines
    .filter((line) => line !== '')
    .map((line) => line.slice(3))
    .sort();
}

export function commitAll(root: string): void {
  git(root, 'add', '--all');
  git(root, 'commit', '--quiet', '--message', 'As it is');
}
