#!/usr/bin/env node
// `npx heirloom` works straight after `npm ci`: tsx compiles on the fly, nothing is built.
import { register } from 'tsx/esm/api';

register();
const { main } = await import('./main.ts');
process.exitCode = await main(process.argv.slice(2));
