/** What a page says is done to the letter, or not at all. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { applyEdits, changed, docEdits } from '../../support/newcomer/doc-edits.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const PAGE = `# Adding

**Bold words** and a block that is no file:

\`\`\`
npm test
\`\`\`

**\`a/new.ts\`** is new.

\`\`\`ts
export const one = 1;
\`\`\`

**\`a/old.ts\`** changes, as a list says:

- first

\`\`\`diff
 two
+three
\`\`\`
`;

describe('a page', () => {
  it('says which block is which file', () => {
    expect(docEdits(PAGE)).toEqual([
      { file: 'a/new.ts', isChange: false, text: 'export const one = 1;\n' },
      { file: 'a/old.ts', isChange: true, text: ' two\n+three\n' },
    ]);
  });

  it('has a block for each file that it names', () => {
    expect(() => docEdits('**`a/b.ts`** is new.\n\n## Next\n')).toThrow('a/b.ts has no block of code');
    expect(() => docEdits('**`a/b.ts`** is new.')).toThrow('a/b.ts has no block of code');
  });

  it('is followed in a checkout, once', () => {
    const root = temporaryFolder();
    mkdirSync(path.join(root, 'a'));
    writeFileSync(path.join(root, 'a', 'old.ts'), 'one\ntwo\nfour\n');
    applyEdits(docEdits(PAGE), root);
    expect(readFileSync(path.join(root, 'a', 'new.ts'), 'utf8')).toBe('export const one = 1;\n');
    expect(readFileSync(path.join(root, 'a', 'old.ts'), 'utf8')).toBe('one\ntwo\nthree\nfour\n');
    expect(() => applyEdits(docEdits(PAGE), root)).toThrow('EEXIST');
  });
});

describe('a change', () => {
  it('adds and removes lines in several places, where the lines around them are', () => {
    expect(changed('a\nb\nc\nd\n', ' a\n+A\n@@\n-c\n+C $&\n d\n', 'file')).toBe('a\nA\nb\nC $&\nd\n');
  });

  it('fits once', () => {
    expect(() => changed('a\nb\n', ' c\n+d\n', 'file')).toThrow(
      'file: expected these lines once, found them 0 times:\nc',
    );
    expect(() => changed('a\na\n', ' a\n+b\n', 'file')).toThrow('found them 2 times');
    // Whole lines: not the end of one.
    expect(() => changed('xa\n', ' a\n+b\n', 'file')).toThrow('0 times');
  });
});
