import { describe, expect, it } from 'vitest';
import { STRATEGIES } from '#benchmarks/strategies/catalog.ts';
import { BENCHMARKS, folderOf } from '#benchmarks/suite/catalog.ts';
import { getReadme, renderReadme } from '#leaderboard/catalog/readme.ts';

describe('readme', () => {
  it.each([
    ...BENCHMARKS.map(({ card }) => ['suite', folderOf(card)] as const),
    ...STRATEGIES.map(({ card }) => ['strategies', card.id] as const),
  ])('%s/%s has one that stands under a page’s own title', async (kind, id) => {
    const html = await getReadme(kind, id);
    expect(html).toContain('<h3>');
    expect(html).not.toMatch(/<h[12]\b/);
  });

  it('is null for what is no plugin', async () => {
    expect(await getReadme('suite', 'nothing')).toBeNull();
    expect(await getReadme('suite', '../../docs')).toBeNull();
  });

  it('keeps links to other sites, and of those into the repository the text', () => {
    const html = renderReadme(
      '# Title\nSee [the paper](https://example.org/a?b=1&c=2) and [the laws](../docs/laws.md).\n',
    );
    expect(html).toBe('<p>See <a href="https://example.org/a?b=1&amp;c=2">the paper</a> and the laws.</p>\n');
  });

  it('shows raw HTML as text and runs no address', () => {
    const html = renderReadme(
      '<script>alert(1)</script>\n\nA <b onclick="x">word</b>, [a trap](javascript:alert(1)).\n',
    );
    expect(html).not.toMatch(/<(script|b)\b|javascript:/);
  });

  it('lets a table scroll by keyboard', () => {
    expect(renderReadme('| a | b |\n| --- | --- |\n| 1 | 2 |\n')).toMatch(
      /^<div class="scroll" tabindex="0"><table>[\s\S]*<\/table><\/div>/,
    );
  });
});
