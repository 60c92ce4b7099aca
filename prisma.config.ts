/** Configuration of the Prisma command line. The site and the tests open the database themselves (leaderboard/db/database.ts). */
import { defineConfig } from 'prisma-cli/config';

const url = process.env.DATABASE_URL;

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  // `prisma generate` needs no database; `prisma migrate deploy` does, and says so itself where this is missing.
  ...(url ? { datasource: { url } } : {}),
});
