/** Which hosts are this machine itself: what is sent there passes no line that others could read. */

/** @param host a name or an address, as HOST or an address's host name has it */
export function isLoopback(host: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/i.test(host);
}
