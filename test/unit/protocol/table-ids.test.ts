import { describe, expect, it } from 'vitest';
import { plainSubmission, plainSuite, tableSubmission, tableSuite } from '#benchmarks/protocol/table-ids.ts';

describe('ids of tables', () => {
  it.each(['1234567890123456', '00000012e4567890', '1e99999999999999', 'abcdef0123456789'])('%s', (id) => {
    expect(Number.isNaN(Number(tableSubmission(id)))).toBe(true);
    expect(plainSubmission(tableSubmission(id))).toBe(id);
    expect(plainSubmission(id)).toBe(id);
  });

  it('of suites', () => {
    expect([tableSuite('0.10'), plainSuite('suite-0.10'), plainSuite('0.10')]).toEqual(['suite-0.10', '0.10', '0.10']);
  });

  it('leave every other text as it is', () => {
    for (const text of [
      '',
      'sub-',
      'sub-xyz',
      'sub-0123456789ABCDEF',
      'sub-sub-0123456789abcdef',
      'suite-',
      'suite-a.b',
    ])
      expect([plainSubmission(text), plainSuite(text)]).toEqual([text, text]);
  });
});
