import { describe, expect, it } from 'vitest';
import { familyOf } from '#benchmarks/protocol/family.ts';
import { authorKey } from '#leaderboard/access/author-key.ts';

describe('a family', () => {
  it.each([
    ['retain', 'retain'],
    ['retain:share=0.2', 'retain'],
    ['retain:redraw=false,share=0.1+temperature:value=0.9', 'retain+temperature'],
    // Other spellings of one family.
    ['temperature:value=0.9+retain', 'retain+temperature'],
    ['retain+retain:share=0.2', 'retain'],
    ['replace+retain', 'retain'],
    ['replace', 'replace'],
    ['replace+replace', 'replace'],
    ['my-mitigation:a=1', 'my-mitigation'],
  ])('%s is of %s', (spec, family) => {
    expect(familyOf(spec)).toBe(family);
  });
});

describe('an author', () => {
  it('is whoever’s token sent the entry, and all admin tokens are the owner’s', () => {
    expect(authorKey({ id: 3, scope: 'submit' })).not.toBe(authorKey({ id: 4, scope: 'submit' }));
    expect(authorKey({ id: 1, scope: 'admin' })).toBe(authorKey({ id: 2, scope: 'admin' }));
    expect(authorKey(null)).toBe(authorKey(null));
  });
});
