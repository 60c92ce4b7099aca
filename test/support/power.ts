/** How much statistical tests ask for: all of it in `npm run nightly`, in `npm test` what a few seeds can show (docs/tests.md). */
export const isNightly = process.env.HEIRLOOM_NIGHTLY === '1';

/** Seeds of a law. With fewer the band of four standard errors is as much wider. */
export const lawSeeds = (nightly: number): number => (isNightly ? nightly : 50);
