/**
 * Rules that are about expressions, not imports: what benchmarks/ may not say because a result would depend on the clock,
 * on the engine's build or on an unseeded draw. Read from the syntax tree, so comments and strings are free.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

export interface Rule {
  readonly name: string;
  /** Whether the rule holds in a file (path with forward slashes). */
  readonly covers: (file: string) => boolean;
  readonly matches: (node: ts.Node) => boolean;
  /** What to do instead. */
  readonly message: string;
}

export interface Finding {
  readonly file: string;
  readonly line: number;
  readonly rule: string;
  readonly message: string;
}

const isBenchmark = (file: string): boolean => file.startsWith('benchmarks/');
/** The runner times runs and the command line names folders after the day; nothing else knows what time it is. */
const hasNoClock = (file: string): boolean => isBenchmark(file) && !/^benchmarks\/(runner|cli)\//.test(file);

const isMember = (node: ts.Node, object: string, property: string): boolean =>
  ts.isPropertyAccessExpression(node) &&
  node.name.text === property &&
  ts.isIdentifier(node.expression) &&
  node.expression.text === object;

/** An identifier that refers to a global value: not a property's name, not a type. */
function isGlobal(node: ts.Node, name: string): boolean {
  if (!ts.isIdentifier(node) || node.text !== name) return false;
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) && parent.name === node) {
    return ts.isIdentifier(parent.expression) && parent.expression.text === 'globalThis';
  }
  if (ts.isPropertyAssignment(parent) && parent.name === node) return false;
  return !ts.isTypeReferenceNode(parent) && !ts.isPropertySignature(parent) && !ts.isImportSpecifier(parent);
}

/** `new Date(0)`: a fixed moment, as archive formats want one, reads no clock. */
const isFixedMoment = ({ parent }: ts.Node): boolean =>
  ts.isNewExpression(parent) && parent.arguments?.length === 1 && parent.arguments.every(ts.isNumericLiteral);

/** Who may write to the standard streams. The command line's entry runs before anything of the product is loaded. */
const GATES = ['benchmarks/protocol/print.ts', 'benchmarks/cli/bin.mjs', 'scripts/support/print.mjs'];

/** The code of one strategy, its card included. */
const isStrategy = (file: string): boolean => /^benchmarks\/strategies\/[^/]+\//.test(file);

/** What a strategy could leave a message in, or leave the harness through. */
const WAYS_OUT = ['globalThis', 'process', 'fetch', 'eval', 'Function', 'require', 'setTimeout', 'setImmediate'];

/** Whether a name is bound at the top of a file: by an import, a function or a constant. */
function isTopLevel(source: ts.SourceFile, name: string): boolean {
  return source.statements.some((statement) => {
    if (ts.isVariableStatement(statement))
      return statement.declarationList.declarations.some((declaration) => declaration.name.getText(source) === name);
    if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) return statement.name?.text === name;
    if (!ts.isImportDeclaration(statement)) return false;
    const bindings = statement.importClause?.namedBindings;
    const named = bindings && ts.isNamedImports(bindings) ? bindings.elements.map((element) => element.name.text) : [];
    return named.includes(name) || statement.importClause?.name?.text === name;
  });
}

/** `a` of `a.b[c]`. */
function rootOf(node: ts.Expression): ts.Expression {
  return ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node) ? rootOf(node.expression) : node;
}

/** A value at the top of a file that can hold something: not a number, text, function or card. */
function isStore(node: ts.Node): boolean {
  if (!ts.isVariableDeclaration(node) || !ts.isSourceFile(node.parent.parent.parent)) return false;
  const { initializer: value } = node;
  const isConstant = (node.parent.flags & ts.NodeFlags.Const) !== 0;
  if (!isConstant || value === undefined) return true;
  const isCard = ts.isCallExpression(value) && value.expression.getText() === 'defineStrategyCard';
  const isFixed = ts.isNumericLiteral(value) || ts.isStringLiteralLike(value) || ts.isArrowFunction(value);
  return !isCard && !isFixed;
}

/** Writes into something of the whole file: `card.note = …`, `draws[0]++` of an import. */
function writesToTheFile(node: ts.Node): boolean {
  const isAssignment =
    ts.isBinaryExpression(node) &&
    node.operatorToken.kind >= ts.SyntaxKind.FirstAssignment &&
    node.operatorToken.kind <= ts.SyntaxKind.LastAssignment;
  const isStep =
    (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) &&
    [ts.SyntaxKind.PlusPlusToken, ts.SyntaxKind.MinusMinusToken].includes(node.operator);
  const written = isAssignment ? node.left : isStep ? node.operand : null;
  if (written === null) return false;
  const root = rootOf(written);
  return root !== written && ts.isIdentifier(root) && isTopLevel(node.getSourceFile(), root.text);
}

export const RULES: readonly Rule[] = [
  {
    name: 'strategies-keep-nothing',
    covers: isStrategy,
    matches: (node) => isStore(node) || writesToTheFile(node),
    message: 'a module lasts longer than a generation, unmetered; what must last goes through memory.keep.',
  },
  {
    name: 'strategies-stay-inside',
    covers: isStrategy,
    matches: (node) =>
      WAYS_OUT.some((name) => isGlobal(node, name)) ||
      (node.kind === ts.SyntaxKind.ImportKeyword && ts.isCallExpression(node.parent)) ||
      ts.isMetaProperty(node) ||
      (ts.isPropertyAccessExpression(node) && ['prototype', 'constructor', '__proto__'].includes(node.name.text)) ||
      isMember(node, 'Object', 'getPrototypeOf') ||
      isMember(node, 'Reflect', 'getPrototypeOf'),
    message: 'a strategy works with what its hooks are handed: the harness meters nothing else.',
  },
  {
    name: 'no-math-random',
    covers: isBenchmark,
    matches: (node) => isMember(node, 'Math', 'random'),
    message: 'Math.random has no seed; draw from the Stream that is handed in.',
  },
  {
    name: 'no-power',
    covers: isBenchmark,
    matches: (node) =>
      isMember(node, 'Math', 'pow') ||
      (ts.isBinaryExpression(node) &&
        [ts.SyntaxKind.AsteriskAsteriskToken, ts.SyntaxKind.AsteriskAsteriskEqualsToken].includes(
          node.operatorToken.kind,
        )),
    message: '** and Math.pow differ by one ulp between Node 20 and 24; write x * x, or Math.exp(y * Math.log(x)).',
  },
  {
    name: 'no-clock',
    covers: hasNoClock,
    matches: (node) => (isGlobal(node, 'Date') && !isFixedMoment(node)) || isGlobal(node, 'performance'),
    message: 'a result must not depend on the time; only benchmarks/runner and benchmarks/cli read the clock.',
  },
  {
    name: 'no-system-randomness',
    covers: isBenchmark,
    matches: (node) =>
      (ts.isPropertyAccessExpression(node) &&
        ['randomUUID', 'getRandomValues', 'randomBytes'].includes(node.name.text)) ||
      isGlobal(node, 'randomBytes') ||
      isGlobal(node, 'randomUUID'),
    message: "the system's random numbers have no seed; draw from the Stream that is handed in.",
  },
  {
    name: 'only-runner-loads',
    covers: (file) => /^(benchmarks|leaderboard|app)\//.test(file) && !file.startsWith('benchmarks/runner/'),
    matches: (node) =>
      ts.isCallExpression(node) &&
      ts.isPropertyAccessExpression(node.expression) &&
      node.expression.name.text === 'load' &&
      node.arguments.length === 0,
    message: 'only the runner loads plugin code; listings and checks work from cards.',
  },
  {
    name: 'one-gate',
    covers: (file) => !GATES.includes(file),
    matches: (node) =>
      (ts.isPropertyAccessExpression(node) &&
        node.name.text === 'write' &&
        ['stdout', 'stderr'].some((stream) => isMember(node.expression, 'process', stream))) ||
      (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression) && isGlobal(node.expression, 'console')),
    message:
      'texts from outside may hold escape sequences; use benchmarks/protocol/print.ts, leaderboard/host/log.ts or, in scripts/ and tools/, scripts/support/print.mjs.',
  },
];

export function checkSource(file: string, text: string): Finding[] {
  const rules = RULES.filter((rule) => rule.covers(file));
  if (rules.length === 0) return [];
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const findings: Finding[] = [];
  const visit = (node: ts.Node): void => {
    for (const { name, matches, message } of rules) {
      if (!matches(node)) continue;
      const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
      findings.push({ file, line, rule: name, message });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return findings;
}

/** Checks every source file of the product, of the package scripts and of tools below a folder. */
export function checkTree(root: string): Finding[] {
  return ['benchmarks', 'leaderboard', 'app', 'scripts', 'tools'].flatMap((folder) => {
    const files = readdirSync(path.join(root, folder), { recursive: true }).map(
      (name) => `${folder}/${String(name).split(path.sep).join('/')}`,
    );
    return files
      .filter((file) => /\.(ts|tsx|mjs)$/.test(file) && !file.startsWith('leaderboard/generated/'))
      .sort()
      .flatMap((file) => checkSource(file, readFileSync(path.join(root, file), 'utf8')));
  });
}
