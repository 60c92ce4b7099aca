/**
 * Preloaded into Node children (`--import`): when the parent is gone, even by SIGKILL, its end of the channel closes and
 * the child ends too. Nothing that a script started outlives it.
 *
 * Forks of the child inherit the flag but are not on the leash: their channel is their own parent's.
 */
const GRACE_MS = 5_000;

if (process.channel && process.env.HEIRLOOM_LEASH === String(process.ppid)) {
  process.on('disconnect', () => {
    setTimeout(() => process.exit(1), GRACE_MS).unref();
    // As a signal, so that the program's own handlers close what they opened.
    process.kill(process.pid, 'SIGTERM');
  });
  // The channel alone keeps no program alive.
  process.channel.unref();
}
