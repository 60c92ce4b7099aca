/** The data version: a number that changes with every committed transaction that changes what pages show. */
import type { Prisma } from '../generated/client.ts';

/** The parts of a client that a transaction has too. */
export type Queryable = Prisma.TransactionClient;

/** Reads the data version. Triggers raise it; nothing else has to. */
export async function getDataVersion(client: Queryable): Promise<number> {
  const row = await client.dataVersion.findUniqueOrThrow({ where: { id: 1 }, select: { value: true } });
  return Number(row.value);
}
