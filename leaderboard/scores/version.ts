/** Raised where what is computed for the same records changes; scores of another version are computed again. */
export const SCORING_VERSION = 3;
