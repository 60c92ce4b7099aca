/** The family of a strategy: what an author's best entry is chosen in. It follows from the specification alone. */
import { parseSpec } from './spec.ts';

/** The control that changes nothing: composed with others it is no strategy of its own. */
const NOTHING = 'replace';

/**
 * The ids of a specification without parameters, each once, in alphabetical order, joined with `+`. `replace` counts only
 * where it stands alone: `retain:share=0.1`, `retain:share=0.2` and `replace+retain` are one family.
 * @throws usage where the text is no specification
 */
export function familyOf(spec: string): string {
  const ids = [...new Set(parseSpec(spec).map(({ id }) => id))].sort();
  const others = ids.filter((id) => id !== NOTHING);
  return (others.length > 0 ? others : ids).join('+');
}
