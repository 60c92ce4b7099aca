/** The part of citation-js that is used here; it brings no types. */
declare module '@citation-js/core' {
  export class Cite {
    constructor(data: unknown);
    format(format: string, options?: Readonly<Record<string, unknown>>): string;
  }
  export const plugins: { readonly config: { get(name: '@bibtex'): { format: object } } };
}
declare module '@citation-js/plugin-bibtex';
declare module '@citation-js/plugin-ris';
