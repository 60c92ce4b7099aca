/** Meta tags for reference managers; React lifts them into the head. */
import type { MetaTag } from '#leaderboard/views/index.ts';

export function MetaTags({ tags }: { readonly tags: readonly MetaTag[] }) {
  // Several tags may have one name: one for each author.
  return tags.map(({ name, content }) => <meta content={content} key={`${name} ${content}`} name={name} />);
}
