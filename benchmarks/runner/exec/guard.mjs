/**
 * Stands between the harness and an outside strategy and sees to it that no process is left. The command runs in a process
 * group of its own with the harness's pipes as its streams; no message passes through the guard. The harness holds the other
 * end of stream 3: where that closes, however the harness ended, the command gets a while to end by itself (its input has
 * closed, too), then SIGTERM, then SIGKILL.
 */
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { Socket } from 'node:net';

const [scratch, command, grace] = process.argv.slice(2);
const graceMs = Number(grace);

// Whoever ends the harness in good order ends the command through stream 3.
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => {});

const control = new Socket({ fd: 3, allowHalfOpen: true });
const child = spawn('/bin/sh', ['-c', command], { stdio: 'inherit', detached: true });
tell({ group: child.pid ?? null });

let isStopping = false;
function stop(waitMs) {
  if (isStopping) return;
  isStopping = true;
  setTimeout(() => {
    signalGroup('SIGTERM');
    setTimeout(() => signalGroup('SIGKILL'), graceMs);
  }, waitMs);
}

function signalGroup(signal) {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, signal);
  } catch {
    // Nobody is left.
  }
}

function tell(fact) {
  if (control.writable) control.write(`${JSON.stringify(fact)}\n`);
}

control.on('data', () => stop(0));
control.once('end', () => stop(graceMs));
control.on('error', () => stop(graceMs));

child.once('error', ({ message }) => finish({ code: null, signal: null, error: message }));
child.once('exit', (code, signal) => finish({ code, signal }));

/** Says how the command ended; what it started and left goes with it. */
function finish(status) {
  signalGroup('SIGKILL');
  if (scratch !== '') rmSync(scratch, { recursive: true, force: true });
  tell(status);
  control.end(() => process.exit());
  control.once('error', () => process.exit());
}
