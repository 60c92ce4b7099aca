/** Whether a client says by name that it takes gzip. @param accepted the Accept-Encoding header */
export function takesGzip(accepted: string | string[] = ''): boolean {
  const [, weight = '1'] = /(?:^|,)\s*gzip\s*(?:;\s*q=([\d.]+)\s*)?(?:,|$)/i.exec(String(accepted)) ?? [null, '0'];
  return Number(weight) > 0;
}
