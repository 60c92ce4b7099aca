/** Finds the places of what `JSON.parse` refuses or hides. Slower than it, so used only where something is wrong. */
import { type JSONVisitor, type ParseErrorCode, printParseErrorCode, visit } from 'jsonc-parser';
import { printable } from '../protocol/unprintable.ts';
import { at, type Findings, type Step } from './findings.ts';
import { MAX_JSON_DEPTH } from './limits.ts';

/** Faults of one file that are listed: after a few, the rest are consequences. */
const MAX_FAULTS = 20;
/** Beyond this many characters the parser's own word has to do. */
const MAX_LOCATED_LENGTH = 32 * 1024 * 1024;

/** Adds each syntax error with its JSON path, line and column; `parserMessage` where none can be located. */
export function locateSyntaxErrors(text: string, parserMessage: string, file: string, findings: Findings): void {
  let faults = 0;
  const path = new PathTracker();
  const onError: JSONVisitor['onError'] = (code, offset, length, line, column) => {
    faults += 1;
    if (faults > MAX_FAULTS) return;
    const place = `${at(file, ...path.steps)} (line ${line + 1}, column ${column + 1})`;
    findings.add(place, faultMessage(code, text.slice(offset, offset + Math.max(1, Math.min(length, 40)))));
  };
  if (text.length <= MAX_LOCATED_LENGTH) {
    try {
      visit(text, { ...path.visitor(), onError }, { disallowComments: true, allowTrailingComma: false });
    } catch (error) {
      if (error !== TOO_DEEP) throw error;
    }
  }
  if (faults === 0) findings.add(file, `not JSON: ${printable(parserMessage, 120)}`);
  if (faults > MAX_FAULTS) findings.add(file, `${faults - MAX_FAULTS} more syntax errors follow`);
}

/** Adds the first of the keys that an object has twice, and how many more: readers of JSON differ in which of the two they take. */
export function locateDuplicateKeys(text: string, count: number, file: string, findings: Findings): void {
  const path = new PathTracker();
  const seen: Set<string>[] = [];
  let listed = 0;
  const { onObjectBegin, onObjectEnd, onObjectProperty, ...rest } = path.visitor();
  const visitor: JSONVisitor = {
    ...rest,
    onObjectBegin: (...args) => {
      seen.push(new Set());
      onObjectBegin?.(...args);
    },
    onObjectEnd: (...args) => {
      seen.pop();
      onObjectEnd?.(...args);
    },
    onObjectProperty: (property, offset, length, line, column, supplier) => {
      onObjectProperty?.(property, offset, length, line, column, supplier);
      const keys = seen.at(-1);
      if (keys?.has(property)) {
        findings.add(
          `${at(file, ...path.steps)} (line ${line + 1}, column ${column + 1})`,
          'the field is there twice; give it once',
        );
        listed += 1;
        if (listed === Math.min(count, MAX_FAULTS)) throw ALL_LISTED;
      }
      keys?.add(property);
    },
  };
  try {
    visit(text, visitor);
  } catch (error) {
    if (error !== ALL_LISTED) throw error;
  }
  if (count > listed) findings.add(file, `${count - listed} more fields are there twice`);
}

/** Ends a visit: what is left of the text would add nothing. */
const ALL_LISTED = Symbol('all listed');

/**
 * Ends a visit. The visitor calls itself for each nested value and reads on after an error: after a quote that is
 * missing or within a comment it may see nesting where there was none to be counted.
 */
const TOO_DEEP = Symbol('nested too deep');

/** Follows where a visitor is. */
class PathTracker {
  readonly steps: Step[] = [];

  visitor(): JSONVisitor {
    const { steps } = this;
    const enter = (step: Step): void => {
      if (steps.push(step) > MAX_JSON_DEPTH) throw TOO_DEEP;
    };
    return {
      onObjectBegin: () => enter(''),
      onObjectProperty: (property) => {
        steps[steps.length - 1] = property;
      },
      onObjectEnd: () => void steps.pop(),
      onArrayBegin: () => enter(0),
      onArrayEnd: () => void steps.pop(),
      onSeparator: (character) => {
        const last = steps.at(-1);
        if (character === ',' && typeof last === 'number') steps[steps.length - 1] = last + 1;
      },
    };
  }
}

function faultMessage(code: ParseErrorCode, received: string): string {
  const shown = printable(received, 40);
  if (/^[+-]?(?:nan|inf)/i.test(received)) {
    return `${shown} is not JSON; a secondary metric without a value is null, and a primary one ends its seed as diverged`;
  }
  const expected = EXPECTED[printParseErrorCode(code)];
  return `received "${shown}"${expected === undefined ? ', which is not JSON' : `; expected ${expected}`}`;
}

const EXPECTED: Readonly<Record<string, string>> = {
  PropertyNameExpected: 'the name of a field in quotes',
  ValueExpected: 'a value',
  ColonExpected: 'a colon',
  CommaExpected: 'a comma',
  CloseBraceExpected: 'a closing brace',
  CloseBracketExpected: 'a closing bracket',
  EndOfFileExpected: 'the end of the file',
  InvalidNumberFormat: 'a JSON number',
  UnexpectedEndOfString: 'the closing quote',
  UnexpectedEndOfNumber: 'a digit',
};
