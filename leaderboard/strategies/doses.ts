/** Dose and response on a strategy's page: on the board that says most, or what is missing. */
import type { StrategyCard } from '#benchmarks/protocol/card.ts';
import { describeParameters } from '#benchmarks/protocol/parameters.ts';
import { shellQuote } from '#benchmarks/protocol/shell-quote.ts';
import { SUITES } from '#benchmarks/suite/manifests.ts';
import { getDoses } from '../boards/doses.ts';
import type { BoardKey } from '../boards/entries.ts';
import { LEADING_ORDER } from '../boards/leading-tier.ts';
import { getStrategyCard, SUITE_CARDS } from '../catalog/cards.ts';
import { boardScope } from '../catalog/suites.ts';
import type { Database } from '../db/database.ts';
import type { DosesView, FamilyDosesView } from '../views/index.ts';

/** Of a strategy by itself: compositions are families of their own. */
export async function getFamilyDoses(database: Database, id: string): Promise<FamilyDosesView> {
  const card = getStrategyCard(id);
  const dose = card && sweepOf(card);
  return {
    doses: await findDoses(database, id),
    parameter: dose?.parameter ?? null,
    command: dose?.command ?? null,
  };
}

/** On the newest suite, of its tiers the one that leads, where the family has two doses. */
async function findDoses(database: Database, family: string): Promise<DosesView | null> {
  const rows = await database.prisma.submission.findMany({
    where: { family, tombstone: null, official: true },
    select: { tier: true, boardScores: { select: { board: true } } },
  });
  const hasTwo = ({ suite, group, tier }: BoardKey): boolean =>
    rows.filter(
      (row) => row.tier === tier && row.boardScores.some(({ board }) => board === boardScope({ suite, group })),
    ).length > 1;
  const boards = [...SUITES]
    .reverse()
    .flatMap((suite) => LEADING_ORDER.map((tier) => ({ suite, group: 'all' as const, tier })));
  for (const board of boards.filter(hasTwo)) {
    const doses = await getDoses(database, board, family);
    if (doses !== null) return doses;
  }
  return null;
}

/** The first number that can be chosen, and the command that runs several of its values: about its default, those that it takes. */
function sweepOf({
  id,
  params,
}: Pick<StrategyCard, 'id' | 'params'>): { readonly parameter: string; readonly command: string } | null {
  for (const { name, takes, default: usual } of describeParameters(params)) {
    if (!/^(number|integer)\b/.test(takes) || usual === null) continue;
    const values = [0.5, 1, 2].map((factor) => factor * Number(usual));
    const taken = values.filter((value) => params.safeParse({ [name]: value }).success);
    if (new Set(taken).size < 2) continue;
    const spec = shellQuote(`${id}:${name}={${taken.join()}}`);
    const benchmarks = SUITE_CARDS.map((benchmark) => benchmark.id).join(' ');
    return {
      parameter: name,
      command: `npx heirloom run ${benchmarks} --strategy replace oracle ${spec} --tier quick --out results`,
    };
  }
  return null;
}
