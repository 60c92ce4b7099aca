/** In which order the first start sends things. */

/** Scores are paired with these, so they come first. */
const CONTROLS = ['replace', 'oracle'];

/** The strategy of a reference archive, `<tier>-<id>.tar.gz`; ids may have hyphens themselves. @param {string} name @returns {string | null} */
export function strategyOfArchive(name) {
  return /^[a-z]+-(.+)\.tar\.gz$/.exec(name)?.[1] ?? null;
}

/** A list with the controls of it first, else in its own order. @template T @param {readonly T[]} list @param {(item: T) => string | null} strategyOf @returns {T[]} */
export function controlsFirst(list, strategyOf) {
  const rank = (item) => {
    const place = CONTROLS.indexOf(strategyOf(item) ?? '');
    return place === -1 ? CONTROLS.length : place;
  };
  return [...list].sort((a, b) => rank(a) - rank(b));
}
