/**
 * The changes that a page of docs/ shows: a paragraph that begins with a file's name in bold says where the next block of code
 * goes. A block `diff` changes the file, any other block is the file.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Marked, type Token } from 'marked';

export interface DocEdit {
  /** From the root of the checkout. */
  readonly file: string;
  readonly isChange: boolean;
  readonly text: string;
}

/** The edits of a page, in its order. @throws where a named file has no block */
export function docEdits(page: string): DocEdit[] {
  const edits: DocEdit[] = [];
  let file: string | null = null;
  const withoutBlock = () => {
    if (file !== null) throw new Error(`${file} has no block of code`);
  };
  for (const token of new Marked().lexer(page)) {
    const named = namedFile(token);
    if (named !== null || token.type === 'heading') withoutBlock();
    if (named !== null) file = named;
    if (token.type !== 'code' || file === null) continue;
    edits.push({ file, isChange: token.lang === 'diff', text: `${token.text}\n` });
    file = null;
  }
  withoutBlock();
  return edits;
}

/** The file that a paragraph begins with; a bold word is a file where it has a folder. */
function namedFile(token: Token): string | null {
  if (token.type !== 'paragraph') return null;
  const [first] = token.tokens ?? [];
  const [code] = first?.type === 'strong' ? (first.tokens ?? []) : [];
  return code?.type === 'codespan' && code.text.includes('/') ? code.text : null;
}

/** Makes the changes in a checkout. @throws where a file that is new is there, or a change fits nowhere or in two places */
export function applyEdits(edits: readonly DocEdit[], root: string): void {
  for (const { file, isChange, text } of edits) {
    const target = path.join(root, file);
    mkdirSync(path.dirname(target), { recursive: true });
    if (isChange) writeFileSync(target, changed(readFileSync(target, 'utf8'), text, file));
    else writeFileSync(target, text, { flag: 'wx' });
  }
}

/** A text with the changes of a diff; its parts, parted by lines that begin with `@@`, are found by what they leave or remove. */
export function changed(text: string, diff: string, name: string): string {
  let result = text;
  for (const part of diff.split(/^@@.*\n/m).filter((lines) => lines.trim() !== '')) {
    const lines = part.replace(/\n$/, '').split('\n');
    const without = (mark: string) =>
      lines.filter((line) => !line.startsWith(mark)).map((line) => `${line.slice(1)}\n`);
    const before = without('+').join('');
    const places = placesOf(`\n${before}`, `\n${result}`);
    if (places !== 1) throw new Error(`${name}: expected these lines once, found them ${places} times:\n${before}`);
    result = `\n${result}`.replace(`\n${before}`, () => `\n${without('-').join('')}`).slice(1);
  }
  return result;
}

/** How often a part stands in a text; two places may share the end of a line. */
function placesOf(part: string, text: string): number {
  let count = 0;
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + 1)) count++;
  return count;
}
