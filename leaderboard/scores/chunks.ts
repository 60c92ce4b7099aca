/** Submissions scored in one go: bounds memory, and how long a transaction keeps others waiting. */
const CHUNK = 100;

export function chunks<Item>(items: readonly Item[]): Item[][] {
  return Array.from({ length: Math.ceil(items.length / CHUNK) }, (_, i) => items.slice(i * CHUNK, (i + 1) * CHUNK));
}

export const idsOf = (items: readonly { readonly id: string }[]): string[] => items.map(({ id }) => id);
