/** A bundle as a reader of the page gives it: a file, or a folder with what is in it. */
import type { ChosenBundle } from '#benchmarks/protocol/checked.ts';

export interface Chosen {
  /** What it is called on the reader's machine. */
  readonly name: string;
  readonly bundle: ChosenBundle;
}

/** Of a file input: one archive, or the files of a folder. Null where nothing is chosen. */
export function chosenOf(files: FileList | null): Chosen | null {
  const [first, ...others] = files ?? [];
  if (first === undefined) return null;
  if (others.length === 0 && first.webkitRelativePath === '') return { name: first.name, bundle: { archive: first } };
  const named = [first, ...others].map((content) => ({ path: content.webkitRelativePath || content.name, content }));
  return { name: named[0]?.path.split('/')[0] ?? '', bundle: { files: named } };
}

/** Of what was dropped. Null where that is no file. To be called while the event is handled: afterwards the browser forgets. */
export async function droppedOf(transfer: DataTransfer): Promise<Chosen | null> {
  const entry = [...transfer.items].map((item) => item.webkitGetAsEntry()).find((found) => found !== null);
  if (entry == null) return null;
  if (entry.isFile) return { name: entry.name, bundle: { archive: await fileOf(entry as FileSystemFileEntry) } };
  return { name: entry.name, bundle: { files: await filesIn(entry as FileSystemDirectoryEntry) } };
}

const fileOf = (entry: FileSystemFileEntry): Promise<File> =>
  new Promise((resolve, reject) => entry.file(resolve, reject));

async function filesIn(folder: FileSystemDirectoryEntry): Promise<{ path: string; content: File }[]> {
  const reader = folder.createReader();
  const found: { path: string; content: File }[] = [];
  for (;;) {
    // A browser gives a hundred at a time, and none when it has given all.
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (batch.length === 0) return found;
    for (const entry of batch) {
      if (entry.isDirectory) found.push(...(await filesIn(entry as FileSystemDirectoryEntry)));
      else found.push({ path: entry.fullPath.slice(1), content: await fileOf(entry as FileSystemFileEntry) });
    }
  }
}
