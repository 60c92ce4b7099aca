/** The routes of figures by the segments of their addresses, for what shows a figure under another address. */
import type { DeclaredHandler } from './declare-route.ts';
import * as trajectory from './v1/figures/[benchmark]/[metric]/route.ts';
import * as about from './v1/figures/about/[figure]/route.ts';
import * as differences from './v1/figures/differences/route.ts';
import * as boardDoses from './v1/figures/doses/[suite]/[tier]/[division]/[group]/route.ts';
import * as doses from './v1/figures/doses/route.ts';
import * as entry from './v1/figures/entry/[id]/route.ts';
import * as histogram from './v1/figures/histogram/[id]/[benchmark]/[histogram]/route.ts';
import * as ledger from './v1/figures/ledger/[id]/[benchmark]/route.ts';
import * as pareto from './v1/figures/pareto/[suite]/[tier]/[division]/[group]/route.ts';
import * as profiles from './v1/figures/profiles/route.ts';
import * as whoseOutput from './v1/figures/whose-output/[budget]/route.ts';

type Handlers = Readonly<Record<'GET', DeclaredHandler>>;

/** By the folder of their file below `app`, as routes.ts has them; what is named before what is taken for a name. */
export const FIGURE_ROUTES: Readonly<Record<string, Handlers>> = {
  'api/v1/figures/pareto/[suite]/[tier]/[division]/[group]': pareto,
  'api/v1/figures/doses/[suite]/[tier]/[division]/[group]': boardDoses,
  'api/v1/figures/doses': doses,
  'api/v1/figures/profiles': profiles,
  'api/v1/figures/differences': differences,
  'api/v1/figures/ledger/[id]/[benchmark]': ledger,
  'api/v1/figures/histogram/[id]/[benchmark]/[histogram]': histogram,
  'api/v1/figures/whose-output/[budget]': whoseOutput,
  'api/v1/figures/entry/[id]': entry,
  'api/v1/figures/about/[figure]': about,
  'api/v1/figures/[benchmark]/[metric]': trajectory,
};

interface Found {
  readonly handler: DeclaredHandler;
  readonly params: Readonly<Record<string, string>>;
}

/** The route of a figure by the segments after /figures; null where there is none. */
export function handlerOf(segments: readonly string[]): Found | null {
  for (const [folder, { GET }] of Object.entries(FIGURE_ROUTES)) {
    const names = folder.split('/').slice(3);
    if (names.length !== segments.length) continue;
    const params: Record<string, string> = {};
    const fits = names.every((name, index) => {
      const segment = segments[index] as string;
      if (!name.startsWith('[')) return name === segment;
      params[name.slice(1, -1)] = segment;
      return true;
    });
    if (fits) return { handler: GET, params };
  }
  return null;
}
