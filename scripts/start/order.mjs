/** In which order the first start runs and sends things. */

/** Scores are paired with these, so they come first. */
const CONTROLS = ['replace', 'oracle'];

/** @param {string} strategy its id */
export const isControl = (strategy) => CONTROLS.includes(strategy);

/** A list with the controls of it first, else in its own order. @template T @param {readonly T[]} list @param {(item: T) => string | null} strategyOf @returns {T[]} */
export function controlsFirst(list, strategyOf) {
  const rank = (item) => {
    const place = CONTROLS.indexOf(strategyOf(item) ?? '');
    return place === -1 ? CONTROLS.length : place;
  };
  return [...list].sort((a, b) => rank(a) - rank(b));
}
