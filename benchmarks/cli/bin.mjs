#!/usr/bin/env node
// `npx heirloom` works straight after `npm ci`: what it needs is compiled at first use.
import { importCompiled } from '../runner/compiled.mjs';

const { main } = await importCompiled('cli/main.ts');
process.exitCode = await main(process.argv.slice(2));
