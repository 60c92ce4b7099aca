import { checkBundleAt } from './benchmarks/bundle/check.ts';
for (const p of process.argv.slice(2)) { const t=performance.now(); const r = await checkBundleAt(p); console.log(p.split('/').at(-1), r.ok, Math.round(performance.now()-t)+'ms', r.problems.slice(0,6), r.warnings.map(w=>w.path+': '+w.message.slice(0,160))); }
