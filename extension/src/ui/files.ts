/** Sealed files on their way out: saved by the browser, or dragged to the desktop. */
import type { AttachOutcome } from '../shared/messages';
import { readFile } from '../shared/store';
import { CommandError } from './channel';

/** A sealed session file as the worker describes it; its bytes are in the store under the session's id. */
export interface SealedFile {
  name: string;
  size: number;
  sha256: string;
}

/** A sealed session and what became of its file on this page. */
export interface Sealed {
  session: string;
  ticket: string | undefined;
  file: SealedFile;
  saved?: boolean;
  outcome?: AttachOutcome;
}

const TYPE = 'application/json';

/** The bytes as an address of this page. The caller gives it back with `URL.revokeObjectURL`. */
export async function fileUrl(session: string): Promise<string> {
  const bytes = await readFile(session);
  if (!bytes) throw new CommandError({ code: 'not_found', details: [session] });
  return URL.createObjectURL(new Blob([bytes as BlobPart], { type: TYPE }));
}

/** Saves the file as the browser saves any download. */
export async function saveFile(session: string, file: SealedFile): Promise<void> {
  const url = await fileUrl(session);
  const link = document.createElement('a');
  link.href = url;
  link.download = file.name;
  link.click();
  // The download reads the bytes after the click; a minute is ample, and a leak would last as long as the page.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** Lets a drag carry the file out of the browser. The address must be there when the drag begins. */
export function dragFile(event: DragEvent, file: SealedFile, url: string): void {
  event.dataTransfer?.setData('DownloadURL', `${TYPE}:${file.name}:${url}`);
  event.dataTransfer?.setData('text/plain', file.name);
  if (event.dataTransfer) event.dataTransfer.effectAllowed = 'copy';
}
