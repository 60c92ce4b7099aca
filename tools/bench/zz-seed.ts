import { seededDirectory } from '/work/wt/speed/tools/bench/seeded.ts';

console.log(await seededDirectory());
