/** The site that commands talk to where none is named. */

/** Where `npm start` serves unless PORT says otherwise. */
const DEFAULT_PORT = 3000;

/** HEIRLOOM_SITE, or the site of this machine: that of PORT, as `npm start` reads it. */
export function defaultSite(env: Readonly<Record<string, string | undefined>> = process.env): string {
  return env.HEIRLOOM_SITE?.trim() || `http://127.0.0.1:${env.PORT?.trim() || DEFAULT_PORT}`;
}
