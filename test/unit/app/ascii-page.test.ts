import vm from 'node:vm';
import { describe, expect, it } from 'vitest';
import { asciiPage } from '../../../app/ascii-page.mjs';

describe('a page in ASCII', () => {
  it('writes text and attributes with references, which browsers read as the same characters', () => {
    expect(asciiPage('<p title="±">−1 至 2 🌱</p>')).toBe('<p title="&#177;">&#8722;1 &#33267; 2 &#127793;</p>');
  });

  it('leaves scripts the strings that they had', () => {
    const script = (html: string) => /<script>(.*)<\/script>/.exec(html)?.[1] ?? '';
    const html = asciiPage('<p>–</p><script>text = "排行榜 🌱 −"</script><p>–</p>');
    expect(html).toMatch(/^<p>&#8211;<\/p><script>[\x20-\x7e]*<\/script><p>&#8211;<\/p>$/);
    expect(vm.runInNewContext(script(html))).toBe('排行榜 🌱 −');
  });

  it('changes nothing of a page that is ASCII', () => {
    const html = '<!DOCTYPE html><html><body><p>a &amp; b</p><script>1 < 2</script></body></html>';
    expect(asciiPage(html)).toBe(html);
  });
});
