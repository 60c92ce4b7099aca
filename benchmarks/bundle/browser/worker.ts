/** The thread in which a page has bundles checked. Compiled by setup (scripts/setup/checker.mjs) into the files of the build. */
import './no-made-code.ts';
import type { ChosenBundle } from '../../protocol/checked.ts';
import { checkChosen } from './check-chosen.ts';

globalThis.addEventListener('message', ({ data }: MessageEvent<ChosenBundle>) => {
  checkChosen(data).then(postMessage, (error: unknown) => {
    // What no bundle can cause is the page's to hear of, as an error event.
    setTimeout(() => {
      throw error;
    });
  });
});
