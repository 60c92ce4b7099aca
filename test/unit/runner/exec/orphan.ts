/** A harness that is about to be killed: it starts a command and prints the process group of that. */

import { print } from '#benchmarks/protocol/print.ts';
import { ExecSession } from '#benchmarks/runner/exec/session.ts';

const [command = ''] = process.argv.slice(2);
const session = await ExecSession.open(command, { startMs: 60_000, silenceMs: 60_000, hookMs: 60_000, graceMs: 300 });
print(String(session.process.group));
// Until it is killed.
setInterval(() => {}, 1000);
