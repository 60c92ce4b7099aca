/** Packs a bundle as `heirloom submit` does: `node scripts/reference/pack.mjs FOLDER ARCHIVE`. */
import { register } from 'tsx/esm/api';

register();
const { packBundle } = await import('../../benchmarks/bundle/pack.ts');
const [folder, archive] = process.argv.slice(2);
await packBundle(folder, archive);
