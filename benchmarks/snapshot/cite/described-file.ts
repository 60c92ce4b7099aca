/** A snapshot's files as descriptions of data sets speak of them. */
import { sha256 } from '../../protocol/digest.ts';

/** A file that is described. */
export interface FileContent {
  readonly name: string;
  readonly mediaType: string;
  readonly meaning: string;
  readonly body: string | Uint8Array<ArrayBuffer>;
}

/** `json` the snapshot itself, `csv` a row an entry, `long` and `parquet` a row a measure, `columns` what their columns mean. */
export type FileKind = 'json' | 'csv' | 'long' | 'parquet' | 'columns';

/** One of those that a snapshot's data are in. */
export interface SnapshotFileContent extends FileContent {
  readonly kind: FileKind;
}

/** What is said of a file in place of its bytes. */
export type Described<File extends FileContent> = Omit<File, 'body'> & {
  /** Where it is: an address, or a path beside the description. */
  readonly address: string;
  readonly bytes: number;
  readonly sha256: string;
};

export function describeFile<File extends FileContent>(file: File, address: string): Described<File> {
  const { body, ...facts } = file;
  return { ...facts, address, bytes: Buffer.byteLength(body), sha256: sha256(body) };
}
