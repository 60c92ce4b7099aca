/** The numbers of the limits that divisions set (design, section 4). M is the size of one generation. */

/** Largest share of real data, by count and by weight, in the divisions that admit some. */
export const MAX_REAL_SHARE = 0.2;
/** Largest number of examples drawn from models per generation in `closed` and `anchored`, from suite 0.3 on in `accumulating`, too; in units of M. */
export const MAX_SAMPLED_PER_SIZE = 10;
/** Largest number of verifier and simulator calls per generation in `assisted`, in units of M. */
export const MAX_EXTERNAL_PER_SIZE = 2;
/**
 * From suite 0.3 on the largest number of units whose densities are asked for per generation, in units of M: what `filter-typicality`,
 * of the suite's strategies the one that asks most, needs at most. D0 once, and the 10·M samples that may be drawn.
 */
export const MAX_DENSITIES_PER_SIZE = 11;
