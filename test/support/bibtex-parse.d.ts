/** The part of bibtex-parse that tests use; it brings no types. */
declare module 'bibtex-parse' {
  interface Item {
    readonly itemtype: string;
    readonly key: string;
    readonly type: string;
    readonly fields: readonly { readonly name: string; readonly value: string }[];
  }
  export function parse(text: string): readonly Item[];
}
