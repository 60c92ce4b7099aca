/** Sends a bundle that passed. */

export interface Published {
  /** Address of its page. */
  readonly url: string;
  readonly label: string;
  readonly created: boolean;
  readonly note: string;
}

export interface Refused {
  readonly detail: string;
  readonly problems?: readonly { readonly path: string; readonly message: string }[];
}

/** What the site answers; null where it doesn't. */
export async function publish(archive: Blob, token: string): Promise<Published | Refused | null> {
  const headers = { authorization: `Bearer ${token.trim()}`, 'content-type': 'application/gzip' };
  try {
    const response = await fetch('/api/v1/submissions', { method: 'POST', headers, body: archive });
    return (await response.json()) as Published | Refused;
  } catch {
    return null;
  }
}
