/** Where an installation keeps its files. */
import path from 'node:path';

/** HEIRLOOM_DATA, else `.heirloom` in the working directory; absolute. */
export function dataDirectory(): string {
  return path.resolve(/* turbopackIgnore: true */ process.env.HEIRLOOM_DATA || '.heirloom');
}
