/** One line that tells how far a run behind the site is, from what `heirloom run` writes to a stderr that is no terminal. */
import { printable } from '../support/print.mjs';

/** @param {string} line @returns {{ percent: number, text: string } | null} null for a line that is no progress */
export function parseProgress(line) {
  const [, percent, text] = /^(\d+)% \| (.+)$/.exec(line) ?? [];
  return percent === undefined ? null : { percent: Number(percent), text: `${percent}% | ${text}` };
}

const PARTS = 2;

/**
 * Which lines a log gets that is no terminal: the first whose time left is known, and one halfway. Made to be asked about
 * every line, in order.
 */
export function openMilestones() {
  let next = 0;
  return ({ percent, text }) => {
    const part = Math.floor((percent * PARTS) / 100);
    if (/unknown$/.test(text) || part < next) return false;
    next = part + 1;
    return true;
  };
}

/**
 * The line on a stream: written over itself on a terminal.
 * @param {NodeJS.WriteStream} stream @param {string} title
 */
export function openRunLine(stream, title) {
  const isMilestone = openMilestones();
  const erase = () => stream.write('\r\u001b[2K');
  return {
    /** @param {string} line of the run's stderr */
    show(line) {
      const progress = parseProgress(line);
      if (progress === null) return;
      const text = printable(`  ${title}: ${progress.text}`);
      if (!stream.isTTY) {
        if (isMilestone(progress)) stream.write(`${text}\n`);
        return;
      }
      erase();
      stream.write(text.slice(0, Math.max(20, stream.columns - 1)));
    },
    /** Makes room for another line. */
    clear() {
      if (stream.isTTY) erase();
    },
  };
}
