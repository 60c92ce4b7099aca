/** What a benchmark's examples look like in a file. Declared once, by its card: check, viewer and documentation follow it. */

export type SampleForm =
  /** Rows of real numbers. `[n, width]` */
  | { readonly kind: 'vectors'; readonly width: number }
  /** Words by the rank of their true frequency, 0 the commonest. `[n, 1]` */
  | { readonly kind: 'ranks'; readonly vocabulary: number }
  /** Square grey images, pixels from 0 (paper) to 255 (ink). `[n, side²]` */
  | { readonly kind: 'images'; readonly side: number }
  /** `subjectWords`: each text begins with so many words that name whom it is about, and every generation tells of the same. */
  | { readonly kind: 'texts'; readonly subjectWords?: number };

/** What a file is whose examples stand in a matrix. */
export type MatrixForm = Exclude<SampleForm, { kind: 'texts' }>;

/** Columns of the matrix. */
export function widthOf(form: MatrixForm): number {
  switch (form.kind) {
    case 'vectors':
      return form.width;
    case 'ranks':
      return 1;
    case 'images':
      return form.side * form.side;
  }
}

/** What a sample file has to hold, inside a sentence. */
export function describeForm(form: SampleForm): string {
  switch (form.kind) {
    case 'vectors':
      return `a matrix [n, ${form.width}] of floating-point numbers`;
    case 'ranks':
      return `a matrix [n, 1] of whole numbers from 0 to ${form.vocabulary - 1}`;
    case 'images':
      return `a matrix [n, ${widthOf(form)}] of bytes (uint8) from 0 (paper) to 255 (ink)`;
    case 'texts':
      return 'a text or an array of words a line';
  }
}
