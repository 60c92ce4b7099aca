/**
 * Licence expressions as packages state them (SPDX 2.3, annex D): ids, AND, OR, parentheses. An exception (`WITH …`) and
 * whatever else is no such expression is not understood, so nothing that holds it can be allowed by accident.
 */

export type Expression =
  | { readonly id: string }
  | { readonly all: readonly Expression[] }
  | { readonly any: readonly Expression[] };

/** Parses an expression; null where it is none. AND binds tighter than OR. */
export function parseSpdx(text: unknown): Expression | null {
  if (typeof text !== 'string') return null;
  const tokens = text.match(/[()]|[^\s()]+/g) ?? [];
  let at = 0;

  const joined = (word: 'OR' | 'AND', part: () => Expression | null): Expression[] | null => {
    const parts: Expression[] = [];
    do {
      const next = part();
      if (next === null) return null;
      parts.push(next);
    } while (tokens[at] === word && ++at);
    return parts;
  };
  const any = (): Expression | null => {
    const parts = joined('OR', all);
    return parts && (parts[1] ? { any: parts } : (parts[0] ?? null));
  };
  const all = (): Expression | null => {
    const parts = joined('AND', one);
    return parts && (parts[1] ? { all: parts } : (parts[0] ?? null));
  };
  const one = (): Expression | null => {
    const token = tokens[at++];
    if (token === '(') {
      const inner = any();
      return tokens[at++] === ')' ? inner : null;
    }
    const isId = token !== undefined && /^[A-Za-z0-9.-]+\+?$/.test(token) && !/^(and|or|with)$/i.test(token);
    return isId ? { id: token } : null;
  };

  const expression = any();
  return at === tokens.length ? expression : null;
}

/** Whether licences suffice: all that are joined by AND, one of those joined by OR. */
export function suffices(expression: Expression, isAllowed: (id: string) => boolean): boolean {
  if ('id' in expression) return isAllowed(expression.id);
  if ('all' in expression) return expression.all.every((part) => suffices(part, isAllowed));
  return expression.any.some((part) => suffices(part, isAllowed));
}
