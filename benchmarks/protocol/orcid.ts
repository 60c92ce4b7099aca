/** ORCID iDs (https://support.orcid.org/hc/en-us/articles/360006897674): sixteen characters, of which the last checks the others. */
import { z } from 'zod';

const ADDRESS = /^(?:https?:\/\/)?(?:www\.)?orcid\.org\//i;
const FORM = /^\d{4}-\d{4}-\d{4}-\d{3}[\dX]$/;

/** An ORCID iD as ORCID writes it, from the iD or its address on orcid.org, in either case. */
export const orcidSchema = z.string().transform((text, context) => {
  const orcid = text.trim().replace(ADDRESS, '').replace(/\/$/, '').toUpperCase();
  const fault = orcidFault(orcid);
  if (fault === null) return orcid;
  context.addIssue({ code: 'custom', message: fault, input: text });
  return z.NEVER;
});

function orcidFault(orcid: string): string | null {
  if (!FORM.test(orcid))
    return 'expected an ORCID iD such as 0000-0002-1825-0097, or its address https://orcid.org/0000-0002-1825-0097';
  const check = checkDigit(orcid);
  if (orcid.endsWith(check)) return null;
  return `expected an ORCID iD; its check digit is wrong: ${orcid.slice(0, -1)} is followed by ${check}, so one of the digits is mistyped`;
}

/** The ISO 7064 11,2 check digit of the first fifteen digits: 0–9 or X. */
function checkDigit(orcid: string): string {
  let total = 0;
  for (const digit of orcid.replaceAll('-', '').slice(0, -1)) total = (total + Number(digit)) * 2;
  const check = (12 - (total % 11)) % 11;
  return check === 10 ? 'X' : String(check);
}
