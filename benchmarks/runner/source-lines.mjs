/**
 * Stacks with the lines of the sources. Node would read the map of every compiled file as it is loaded, some two hundred in each thread;
 * here one is read when a stack goes through its file.
 */
import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';

const PLACE = /(file:\/\/[^\s()]+\.mjs):(\d+):(\d+)/;
const maps = new Map();

/** For all errors of this thread from now on. */
export function showSourceLines() {
  Error.prepareStackTrace = (error, calls) =>
    [headOf(error), ...calls.map((call) => `    at ${String(call).replace(PLACE, inSource)}`)].join('\n');
}

function headOf(error) {
  try {
    return Error.prototype.toString.call(error);
  } catch {
    // Its name or message can't be read.
    return 'Error';
  }
}

function inSource(place, url, line, column) {
  const entry = mapOf(url)?.findEntry(Number(line) - 1, Number(column) - 1);
  if (entry?.originalSource === undefined) return place;
  return `${new URL(entry.originalSource, url)}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
}

function mapOf(url) {
  if (!maps.has(url)) maps.set(url, readMap(new URL(`${url}.map`)));
  return maps.get(url);
}

function readMap(file) {
  try {
    return new SourceMap(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    // Not compiled by us, or removed meanwhile.
    return null;
  }
}
