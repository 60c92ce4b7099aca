/** ORCID iDs as people have them: https://support.orcid.org/hc/en-us/articles/360006897674. */
import { describe, expect, it } from 'vitest';
import { orcidSchema } from '#benchmarks/protocol/orcid.ts';

/** The two examples of ORCID's own page on the structure of the iD: Josiah Carberry, and one that ends in X. */
const CARBERRY = '0000-0002-1825-0097';
const WITH_X = '0000-0002-1694-233X';

const messageOf = (text: string): string | undefined => orcidSchema.safeParse(text).error?.issues[0]?.message;

describe('an ORCID iD', () => {
  it.each([
    [CARBERRY, CARBERRY],
    [WITH_X, WITH_X],
    ['0000-0002-1694-233x', WITH_X],
    [`https://orcid.org/${CARBERRY}`, CARBERRY],
    [`http://orcid.org/${WITH_X.toLowerCase()}`, WITH_X],
    [`https://www.orcid.org/${CARBERRY}/`, CARBERRY],
    [`orcid.org/${CARBERRY}`, CARBERRY],
    [` ${CARBERRY} `, CARBERRY],
  ])('%s is taken', (text, orcid) => {
    expect(orcidSchema.parse(text)).toBe(orcid);
  });

  it.each([
    ['a digit mistyped', '0000-0002-1825-0098', /check digit is wrong: 0000-0002-1825-009 is followed by 7/],
    ['a digit mistyped in its address', 'https://orcid.org/0000-0002-1825-0198', /check digit is wrong/],
    ['X for a digit', '0000-0002-1825-009X', /check digit is wrong/],
    ['a digit missing', '0000-0002-1825-009', /^expected an ORCID iD such as/],
    ['no hyphens', '0000000218250097', /^expected an ORCID iD such as/],
    ['another site', 'https://example.org/0000-0002-1825-0097', /^expected an ORCID iD such as/],
    ['nothing', '', /^expected an ORCID iD such as/],
  ])('with %s is refused, and why is true', (_, text, message) => {
    expect(messageOf(text)).toMatch(message);
    expect(orcidSchema.safeParse(text).error?.issues).toHaveLength(1);
  });
});
