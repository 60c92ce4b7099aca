/**
 * Licence expressions as packages state them (SPDX 2.3, annex D): ids, AND, OR, parentheses. An exception (`WITH …`) and
 * whatever else is no such expression is not understood, so nothing that holds it can be allowed by accident.
 */

/**
 * @typedef {{ id: string } | { all: Expression[] } | { any: Expression[] }} Expression
 */

/** Parses an expression; null where it is none. AND binds tighter than OR. @param {unknown} text @returns {Expression | null} */
export function parseSpdx(text) {
  if (typeof text !== 'string') return null;
  const tokens = text.match(/[()]|[^\s()]+/g) ?? [];
  let at = 0;

  /** @param {'OR' | 'AND'} word @param {() => Expression | null} part @returns {Expression[] | null} */
  const joined = (word, part) => {
    const parts = [];
    do {
      const next = part();
      if (next === null) return null;
      parts.push(next);
    } while (tokens[at] === word && ++at);
    return parts;
  };
  /** @returns {Expression | null} */
  const any = () => {
    const parts = joined('OR', all);
    return parts && (parts[1] ? { any: parts } : (parts[0] ?? null));
  };
  /** @returns {Expression | null} */
  const all = () => {
    const parts = joined('AND', one);
    return parts && (parts[1] ? { all: parts } : (parts[0] ?? null));
  };
  /** @returns {Expression | null} */
  const one = () => {
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

/** Whether licences suffice: all that are joined by AND, one of those joined by OR. @param {Expression} expression @param {(id: string) => boolean} isAllowed @returns {boolean} */
export function suffices(expression, isAllowed) {
  if ('id' in expression) return isAllowed(expression.id);
  if ('all' in expression) return expression.all.every((part) => suffices(part, isAllowed));
  return expression.any.some((part) => suffices(part, isAllowed));
}
