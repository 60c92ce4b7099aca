import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { include: ['test/contract/**/*.test.ts'], pool: 'threads', testTimeout: 120_000 },
});
