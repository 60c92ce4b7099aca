import type { ReactNode } from 'react';

interface Props {
  readonly href: string;
  readonly children: ReactNode;
}

/** A link that a submitter has given: search engines are told that it is no word of this site's. */
export function OutsideLink({ href, children }: Props) {
  return (
    <a href={href} rel="nofollow ugc noopener noreferrer">
      {children}
    </a>
  );
}
