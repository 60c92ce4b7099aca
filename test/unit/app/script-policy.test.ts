/** A page's own inline scripts in its policy, in place of all inline scripts. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { scriptSources } from '../../../app/script-sources.mjs';
import { narrowPolicy } from '../../../app/server/script-policy.ts';

const digest = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

describe('the scripts of a page', () => {
  it('are named once each, without those that are files', () => {
    const html =
      '<script src="/a.js" async=""></script><script>a("<b>")</script><script id="x">\nb</script><script>a("<b>")</script>';
    expect(scriptSources(html)).toBe(`${digest('a("<b>")')} ${digest('\nb')}`);
    expect(scriptSources('<p>none</p>')).toBe('');
  });

  it('take the place of all inline scripts, and of nothing else', () => {
    const policy = "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'";
    expect(narrowPolicy(policy, "'sha256-x='")).toBe(
      "default-src 'self'; script-src 'self' 'sha256-x='; style-src 'self' 'unsafe-inline'",
    );
    expect(narrowPolicy(policy, '')).toContain("script-src 'self'; style-src");
    expect(narrowPolicy("script-src 'self'", "'sha256-x='")).toBe("script-src 'self'");
  });
});
