/** What the site promises under load, by row. Rows that are not here have no target. */

/** @type {Readonly<Record<string, { atLeast?: number, atMost?: number, of: 'value' | 'ratio' }>>} */
export const TARGETS = {
  'rate/leaderboard': { atLeast: 0.5, of: 'ratio' },
  'rate/file': { atLeast: 0.3, of: 'ratio' },
  'rate/board': { atLeast: 0.5, of: 'ratio' },
  'rate/compare': { atLeast: 0.5, of: 'ratio' },
  'rate/submission': { atLeast: 0.5, of: 'ratio' },
  'upload/both': { atMost: 3, of: 'ratio' },
  memory: { atMost: 1500, of: 'value' },
  disk: { atMost: 600, of: 'value' },
};

/** 99th percentile of an answer while something else goes on, in ms. */
export const PROBE_TARGET = { atMost: 200, of: /** @type {const} */ ('value') };

/** @param {string} name of a row */
export const targetOf = (name) => TARGETS[name] ?? (name.startsWith('during/') ? PROBE_TARGET : null);
