/** The protocol card of a benchmark or a strategy: its README.md, as HTML for a page. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Marked } from 'marked';

/** The folders of benchmarks/ whose members have a README. */
export type PluginKind = 'suite' | 'strategies';

/**
 * The README of a plugin of this checkout as HTML, without its title and with every heading one level lower, so that it
 * can stand under a page's own; null where there is none. Read from the working directory, as everything that is served.
 */
export async function getReadme(kind: PluginKind, folder: string): Promise<string | null> {
  // The id of a page may be anything; a path is made only of what can be a plugin's.
  if (!/^[a-z0-9-]{1,64}(\/\d{1,4})?$/.test(folder)) return null;
  const file = path.join(/* turbopackIgnore: true */ process.cwd(), 'benchmarks', kind, folder, 'README.md');
  try {
    return renderReadme(await readFile(file, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Renders Markdown as `getReadme` does. Raw HTML in it is shown as text, and only links to other sites stay links. */
export function renderReadme(markdown: string): string {
  return renderer.parse(markdown.replace(/^# .*\n/, ''), { async: false });
}

const renderer = new Marked({
  renderer: {
    heading({ tokens, depth }) {
      const level = Math.min(depth + 1, 6);
      return `<h${level}>${this.parser.parseInline(tokens)}</h${level}>\n`;
    },
    // What is written relative to the repository leads nowhere on a site.
    link({ href, tokens }) {
      const text = this.parser.parseInline(tokens);
      return /^https?:\/\//.test(href) ? `<a href="${escapeHtml(href)}">${text}</a>` : text;
    },
    html: ({ text }) => escapeHtml(text),
    image: ({ text }) => escapeHtml(text),
  },
  hooks: {
    // A wide table scrolls by itself, by keyboard too.
    postprocess: (html) =>
      html.replaceAll('<table>', '<div class="scroll" tabindex="0"><table>').replaceAll('</table>', '</table></div>'),
  },
});

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => ENTITIES[character] as string);
}
