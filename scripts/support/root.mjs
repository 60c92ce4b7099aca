/** The checkout's folder, wherever a script was called from. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));

/** An absolute path inside the checkout. */
export const inRoot = (...parts) => path.join(ROOT, ...parts);
