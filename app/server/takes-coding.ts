export type Coding = 'gzip' | 'br';

/** Whether a client says by name that it takes a coding. @param accepted the Accept-Encoding header */
export function takesCoding(coding: Coding, accepted: string | string[] = ''): boolean {
  const pattern = new RegExp(`(?:^|,)\\s*${coding}\\s*(?:;\\s*q=([\\d.]+)\\s*)?(?:,|$)`, 'i');
  const [, weight = '1'] = pattern.exec(String(accepted)) ?? [null, '0'];
  return Number(weight) > 0;
}
