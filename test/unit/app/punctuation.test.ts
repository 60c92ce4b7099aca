/** Chinese text has Chinese signs, in messages and where pages put words together. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { MESSAGES } from '../../../app/i18n/messages.ts';
import { PUNCTUATION } from '../../../app/i18n/punctuation.ts';

type Tree = { readonly [key: string]: string | Tree };

const HALF_WIDTH = /\p{Script=Han} ?[,:;!?]|[,:;!?] ?\p{Script=Han}|\p{Script=Han}[()]|[()]\p{Script=Han}/u;
const APP = path.resolve(import.meta.dirname, '../../../app');
/** What has signs of its own: English whatever the page's language, and values, which no language has. */
const VALUES: Readonly<Record<string, string>> = {
  'components/reference-text.tsx': 'English',
  'components/run-facts.tsx': 'settings, versions, times',
  'components/viewer/frame-table.tsx': 'specifications, and names of metrics as the API has them',
};
const FILES = ['[locale]', 'components'].flatMap((folder) =>
  readdirSync(path.join(APP, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => path.join(folder, file).replaceAll(path.sep, '/')),
);

function texts(tree: Tree, prefix = ''): [path: string, text: string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${prefix}${key}`, value] as [string, string]] : texts(value, `${prefix}${key}.`),
  );
}

/** Signs that a source puts between words by itself: in the text of elements, and as parts of strings. */
function ownSigns(file: string, code: string): string[] {
  const source = ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node) && /[,:;()]|\.(\s|$)/.test(node.text.replaceAll('&nbsp;', ''))) found.push(node.text.trim());
    if (ts.isStringLiteral(node) && /^ ?[,:;.()] ?$/.test(node.text)) found.push(node.text);
    if (ts.isTemplateLiteralToken(node) && /^[,:;] | \($/.test(node.text)) found.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

describe('half-width signs', () => {
  it('stand beside no Chinese character of a message', () => {
    expect(texts(MESSAGES.zh as unknown as Tree).filter(([, text]) => HALF_WIDTH.test(text))).toEqual([]);
    expect(['收敛, 然后', '名称:值', '名(注)'].filter((text) => !HALF_WIDTH.test(text))).toEqual([]);
    expect(
      ['从 p^(1/T) 抽取', '收敛，然后', '{count, plural, other {# 个}}'].filter((text) => HALF_WIDTH.test(text)),
    ).toEqual([]);
  });

  it.each(FILES.filter((file) => !(file in VALUES)))('are put between words by %s for English alone', (file) => {
    const code = readFileSync(path.join(APP, file), 'utf8');
    expect(ownSigns(file, code)).toEqual([]);
  });

  it('are looked for where code puts words together', () => {
    expect(
      ownSigns('a.tsx', `const a = <p>{x}, {y} ({z}) {w.join(', ')} {v}. {u}</p>; const b = \`\${x} (\${y})\`;`),
    ).toEqual([',', '(', ')', ', ', '.', ' (']);
  });
});

it('has the same names in both languages, and nothing half-width in Chinese', () => {
  const shown = ({ brackets, ...signs }: (typeof PUNCTUATION)['zh']) => [...Object.values(signs), brackets('注')];
  expect(shown(PUNCTUATION.zh)).toEqual(['、', '，', '；', '；', '。', '：', '（注）']);
  expect(shown(PUNCTUATION.en)).toEqual([', ', ', ', '. ', '; ', '. ', ': ', ' (注)']);
});
