import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { modulePath } from '../../../support/sandbox.ts';

const template = (name: string) =>
  fileURLToPath(new URL(`../../../../benchmarks/runner/sandbox/template/${name}`, import.meta.url));

test('the types of a new strategy know what modules have, and its settings are those that it compiles with', () => {
  const { config } = ts.readConfigFile(template('tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, template('.'));
  const modules = ['retain', 'accumulate-subsample', 'temperature', 'filter-typicality'].map(modulePath);
  const program = ts.createProgram([template('heirloom-strategy.d.ts'), template('strategy.ts'), ...modules], options);
  const said = ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
  expect(said).toEqual([]);
});
