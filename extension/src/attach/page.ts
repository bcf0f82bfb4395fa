/**
 * The way that every page offers: its own file field, a place to drop files, a text field that takes pasted files. The
 * page gets the file; whether it keeps it is decided by the page, and mostly by its own Send button.
 */
import { above, attr, find, has, prop, shadowOf } from '../content/safe';
import type { AttachWay } from '../shared/messages';
import { type Attachment, asFile } from './adapter';

const DROP =
  '[class*="dropzone" i],[class*="drop-zone" i],[data-dropzone],[class*="file-drop" i],[class*="fileupload" i]';
const EDITORS = 'textarea,[contenteditable=""],[contenteditable="true"]';

/** How this page would take a file, best first. The last way is always there: the agent does it by hand. */
export function pageWays(): AttachWay[] {
  const ways: AttachWay[] = [];
  if (fileField()) ways.push('page_input');
  if (anywhere(DROP).length) ways.push('drop');
  if (anywhere(EDITORS).some(visible)) ways.push('paste');
  return [...ways, 'download'];
}

/** Hands the file to the page; says whether the page took it. */
export function hand(file: Attachment, way: AttachWay): boolean {
  const transfer = new DataTransfer();
  transfer.items.add(asFile(file));
  switch (way) {
    case 'page_input':
      return fill(transfer);
    case 'drop':
      return anywhere(DROP).some((place) => drop(place, transfer));
    case 'paste':
      return anywhere(EDITORS)
        .filter(visible)
        .some((editor) => paste(editor, transfer));
    case 'download':
      return highlight(fileField());
    default:
      return false;
  }
}

function fill(transfer: DataTransfer): boolean {
  const field = fileField();
  if (!field) return false;
  // Files that the agent chose before stay.
  if (field.multiple) for (const chosen of field.files ?? []) transfer.items.add(chosen);
  field.files = transfer.files;
  for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
  highlight(field);
  return true;
}

/** A page that takes what is dropped says so by cancelling the event. */
function drop(place: Element, transfer: DataTransfer): boolean {
  const say = (type: string) =>
    !place.dispatchEvent(
      new DragEvent(type, { bubbles: true, cancelable: true, composed: true, dataTransfer: transfer }),
    );
  say('dragenter');
  say('dragover');
  return say('drop');
}

function paste(editor: Element, transfer: DataTransfer): boolean {
  (editor as HTMLElement).focus();
  return !editor.dispatchEvent(
    new ClipboardEvent('paste', { bubbles: true, cancelable: true, composed: true, clipboardData: transfer }),
  );
}

/** The field of a form where something is written comes before one that stands alone. */
function fileField(): HTMLInputElement | undefined {
  const fields = anywhere('input[type=file]').filter(
    (field): field is HTMLInputElement =>
      field instanceof HTMLInputElement && !field.disabled && takesJson(attr(field, 'accept')),
  );
  const rank = (field: HTMLInputElement) =>
    field.form && find(field.form, EDITORS, 1).length ? 0 : visible(field) ? 1 : 2;
  return fields.sort((a, b) => rank(a) - rank(b))[0];
}

const takesJson = (accept: string): boolean => !accept || /\*\/\*|application\/(json|\*)|\.json/i.test(accept);

const visible = (element: Element): boolean =>
  prop(element, 'checkVisibility').call(element, { visibilityProperty: true });

/** All that match in the page, its shadow trees and its frames of the same origin. */
function anywhere(selector: string): Element[] {
  const found: Element[] = [];
  const roots: ParentNode[] = [document];
  for (let at = 0; at < roots.length && at < 50; at++) {
    const root = roots[at];
    if (!root) break;
    found.push(...find(root, selector));
    for (const element of find(root, '*', 5000)) {
      const shadow = element instanceof HTMLElement && shadowOf(element);
      if (shadow) roots.push(shadow);
      if (element instanceof HTMLIFrameElement && element.contentDocument) roots.push(element.contentDocument);
    }
  }
  return found;
}

/** Shows the agent where the page takes files. The mark goes by itself. */
function highlight(field: Element | undefined): boolean {
  let shown: Element | null = field ?? null;
  while (shown && !visible(shown)) shown = above(shown);
  if (!(shown instanceof HTMLElement)) return true;
  const { outline, outlineOffset } = shown.style;
  const had = has(shown, 'style');
  shown.scrollIntoView({ block: 'center' });
  shown.style.outline = '3px solid #0b57d0';
  shown.style.outlineOffset = '3px';
  setTimeout(() => {
    if (!(shown instanceof HTMLElement)) return;
    shown.style.outline = outline;
    shown.style.outlineOffset = outlineOffset;
    if (!had) shown.removeAttribute('style');
  }, 6000);
  return true;
}
