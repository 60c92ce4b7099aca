/** Carries the length of a route's answer past Next; see app/server/keep-length.ts. No client gets it. */
export const LENGTH_HEADER = 'x-heirloom-length';
