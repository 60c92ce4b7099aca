/** Reads JSON of unknown origin: in bounded time, with every fault at its place, and nothing dropped in silence. */
import { GARBLING_TEXT, printable } from '../protocol/unprintable.ts';
import { at, type Findings, type Step } from './findings.ts';
import { locateDuplicateKeys, locateSyntaxErrors } from './json-faults.ts';
import { MAX_ARRAY_LENGTH, MAX_JSON_CONTAINERS, MAX_JSON_DEPTH, MAX_OBJECT_FIELDS, MAX_TEXT_LENGTH } from './limits.ts';

/** The value of a JSON file, or undefined where it can't be used; why is in the findings. */
export function parseJson(bytes: Uint8Array, file: string, findings: Findings): unknown {
  const text = decode(bytes);
  if (text === null) {
    findings.add(file, 'not valid UTF-8; expected JSON in UTF-8 without a byte order mark');
    return undefined;
  }
  if (text.startsWith(BYTE_ORDER_MARK)) {
    findings.add(file, 'it begins with a byte order mark, which JSON can’t have; save it as UTF-8 without one');
    return undefined;
  }
  const { depth, containers, colons, isPlain } = scan(bytes);
  if (depth > MAX_JSON_DEPTH) {
    findings.add(file, `values are nested ${depth} deep; expected at most ${MAX_JSON_DEPTH}`);
    return undefined;
  }
  if (containers > MAX_JSON_CONTAINERS) {
    findings.add(file, `it has ${containers} arrays and objects; expected at most ${MAX_JSON_CONTAINERS}`);
    return undefined;
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    locateSyntaxErrors(text, (error as Error).message, file, findings);
    return undefined;
  }
  const inspector = new Inspector(file, findings, isPlain);
  inspector.inspect(value);
  // Every key has a colon; a key that is there twice has two, and the value only one.
  if (inspector.keys < colons) locateDuplicateKeys(text, colons - inspector.keys, file, findings);
  return inspector.usable ? value : undefined;
}

const BYTE_ORDER_MARK = '\ufeff';

function decode(bytes: Uint8Array): string | null {
  try {
    // A byte order mark is kept, and then refused.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const DELETE = 0x7f;

interface Scan {
  readonly depth: number;
  readonly containers: number;
  /** Colons outside strings: one for each key. */
  readonly colons: number;
  /** Nothing but printable ASCII without escapes in all strings: none of them can hold a garbling character. */
  readonly isPlain: boolean;
}

/** Looks at the bytes before they are parsed. In UTF-8 no other character contains an ASCII byte. */
function scan(bytes: Uint8Array): Scan {
  let depth = 0;
  let deepest = 0;
  let containers = 0;
  let colons = 0;
  let isPlain = true;
  const { length } = bytes;
  for (let i = 0; i < length; i++) {
    const byte = bytes[i] as number;
    if (byte === QUOTE) {
      for (i++; i < length && bytes[i] !== QUOTE; i++) {
        const inner = bytes[i] as number;
        if (inner === BACKSLASH) i++;
        if (inner === BACKSLASH || inner >= DELETE) isPlain = false;
      }
    } else if (byte === COLON) {
      colons += 1;
    } else if (byte === OPEN_ARRAY || byte === OPEN_OBJECT) {
      depth += 1;
      containers += 1;
      if (depth > deepest) deepest = depth;
    } else if (byte === CLOSE_ARRAY || byte === CLOSE_OBJECT) {
      depth -= 1;
    }
  }
  return { depth: deepest, containers, colons, isPlain };
}

/** Walks a parsed value, once, for what no schema should have to see. */
class Inspector {
  readonly #file: string;
  readonly #findings: Findings;
  readonly #isPlain: boolean;
  readonly #steps: Step[] = [];
  keys = 0;
  /** False where the value is too large for the schemas. */
  usable = true;

  constructor(file: string, findings: Findings, isPlain: boolean) {
    this.#file = file;
    this.#findings = findings;
    this.#isPlain = isPlain;
  }

  inspect(value: unknown): void {
    if (typeof value === 'number') {
      if (!Number.isFinite(value)) this.#add('the number is too large for a double; expected a finite number or null');
    } else if (typeof value === 'string') {
      this.#inspectText(value);
    } else if (Array.isArray(value)) {
      this.#inspectArray(value);
    } else if (typeof value === 'object' && value !== null) {
      this.#inspectObject(value as Record<string, unknown>);
    }
  }

  #inspectText(text: string): void {
    if (text.length > MAX_TEXT_LENGTH) {
      this.#refuse(`the text has ${text.length} characters; expected at most ${MAX_TEXT_LENGTH}`);
    } else if (!this.#isPlain && GARBLING_TEXT.test(text)) {
      this.#add(`"${printable(text)}" has control, unpaired or text-direction characters; expected plain text`);
    }
  }

  #inspectArray(items: readonly unknown[]): void {
    if (items.length > MAX_ARRAY_LENGTH) {
      this.#refuse(`the array has ${items.length} elements; expected at most ${MAX_ARRAY_LENGTH}`);
      return;
    }
    const depth = this.#steps.length;
    for (let i = 0; i < items.length; i++) {
      const item = items[i];
      // Most elements are numbers, and most of those are fine.
      if (typeof item === 'number' && Number.isFinite(item)) continue;
      this.#steps[depth] = i;
      this.inspect(item);
      this.#steps.length = depth;
    }
  }

  #inspectObject(object: Record<string, unknown>): void {
    const keys = Object.keys(object);
    this.keys += keys.length;
    if (keys.length > MAX_OBJECT_FIELDS) {
      this.#refuse(`the object has ${keys.length} fields; expected at most ${MAX_OBJECT_FIELDS}`);
      return;
    }
    const depth = this.#steps.length;
    for (const key of keys) {
      this.#steps[depth] = key;
      if (key === '__proto__') {
        this.#add('a field can’t have this name');
        delete object[key];
      } else if (!this.#isPlain && GARBLING_TEXT.test(key)) {
        this.#add('the name of the field has control, unpaired or text-direction characters');
      } else {
        this.inspect(object[key]);
      }
      this.#steps.length = depth;
    }
  }

  #add(message: string): void {
    // Places are only built while they are listed.
    this.#findings.add(this.#findings.full ? '' : at(this.#file, ...this.#steps), message);
  }

  #refuse(message: string): void {
    this.#add(message);
    this.usable = false;
  }
}
