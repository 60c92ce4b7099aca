/** Both languages say the same things: the same keys, with the same values and tags to fill in. */
import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser';
import { describe, expect, it } from 'vitest';
import { MESSAGES } from '../../../app/i18n/messages.ts';

type Tree = { readonly [key: string]: string | Tree };

/** Every message under its path. */
function flatten(tree: Tree, prefix = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    const path = prefix === '' ? key : `${prefix}.${key}`;
    if (typeof value === 'string') found.set(path, value);
    else for (const [inner, text] of flatten(value, path)) found.set(inner, text);
  }
  return found;
}

/** Names of the arguments and tags of a message, sorted. */
function fillIns(message: string): string[] {
  const names = new Set<string>();
  const visit = (elements: readonly MessageFormatElement[]): void => {
    for (const element of elements) {
      if (element.type !== TYPE.literal && element.type !== TYPE.pound) names.add(element.value);
      if (element.type === TYPE.tag) visit(element.children);
      if (element.type === TYPE.select || element.type === TYPE.plural) {
        for (const option of Object.values(element.options)) visit(option.value);
      }
    }
  };
  visit(parse(message));
  return [...names].sort();
}

const en = flatten(MESSAGES.en as unknown as Tree);
const zh = flatten(MESSAGES.zh as unknown as Tree);

describe('messages', () => {
  it('have the same keys in both languages', () => {
    expect([...zh.keys()].sort()).toEqual([...en.keys()].sort());
  });

  it.each([...en.keys()])('%s', (key) => {
    const [english, chinese] = [en.get(key) ?? '', zh.get(key) ?? ''];
    expect(english.trim()).not.toBe('');
    expect(chinese.trim()).not.toBe('');
    expect(fillIns(chinese)).toEqual(fillIns(english));
  });
});
