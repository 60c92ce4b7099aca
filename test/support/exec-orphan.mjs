// A harness that is about to be killed: it starts a command and prints its process group.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importCompiled } from '../../benchmarks/runner/compiled.mjs';

const { ExecProcess } = await importCompiled('benchmarks/runner/exec/process.ts');
const process_ = new ExecProcess(process.argv[2], mkdtempSync(join(tmpdir(), 'heirloom-exec-')), 300);
process.stdout.write(`${process_.group}\n`);
