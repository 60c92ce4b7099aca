/** Answers that are costly to make, kept as text until the data version moves. */
import { currentDataVersion } from '../data-version.ts';

const MAX_ANSWERS = 50;

interface Answers {
  version: number;
  readonly texts: Map<string, string>;
}

const answers: Answers = { version: -1, texts: new Map() };

/** The answer's JSON, made at most once for each key and data version. */
export async function rememberJson(key: string, make: () => Promise<unknown>): Promise<string> {
  const version = await currentDataVersion();
  if (answers.version !== version) {
    answers.version = version;
    answers.texts.clear();
  }
  const known = answers.texts.get(key);
  if (known !== undefined) return known;
  const text = JSON.stringify(await make());
  // What was read while the data changed belongs to neither version.
  if (answers.version === version && (await currentDataVersion()) === version) {
    if (answers.texts.size >= MAX_ANSWERS) answers.texts.clear();
    answers.texts.set(key, text);
  }
  return text;
}
