/** The whole suite, but its browser tests, in copies of this checkout in which a page of docs/ was followed. */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { expect, it } from 'vitest';
import { commitAll, copyPackages, copyTree, followPage } from '../support/newcomer/copied-tree.ts';
import { IN_COPY, PAGES } from '../support/newcomer/pages.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const PARTS = ['lint', 'types', 'unit', 'contract', 'reference', 'db', 'http'];

/** As a newcomer's shell: neither Vitest's environment nor the night's. */
const env = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(VITEST|HEIRLOOM_|NODE_ENV|TEST$|npm_)/.test(name)),
) as NodeJS.ProcessEnv;

it.each(PAGES)(
  'is green after $page',
  ({ page, most }) => {
    const root = path.join(temporaryFolder(), 'checkout');
    copyTree(root);
    copyPackages(root);
    const { named, touched } = followPage(root, page);
    expect(touched).toEqual(named);
    expect(touched.length).toBeLessThanOrEqual(most);
    commitAll(root);
    execFileSync('npm', ['test', '--', ...PARTS], { cwd: root, env: { ...env, [IN_COPY]: '1' }, stdio: 'inherit' });
  },
  7_200_000,
);
