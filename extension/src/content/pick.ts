/**
 * Picking: the agent points at the mail or comment that is the approval, or at a text for the vocabulary. Nothing is
 * drawn into a page but the outline of what would be picked, in a closed shadow tree, and only while a pick goes on.
 */
import type { PickPurpose } from '../shared/messages';
import { headOf, recordAround } from './entries';
import { tell, write } from './journal';
import { nameOf } from './name';
import { deciding, termsIn } from './publish';
import { blank, raw, shown } from './read';
import { listen, prop, safely } from './safe';

const BLOCKED = 'pointerdown pointerup mousedown mouseup auxclick dblclick contextmenu submit';
const MAX_PICKED_CHARS = 256;
const MAX_TERMS = 64;

/** What newer versions of Chrome call `CloseWatcher`. */
interface Closer {
  onclose: (() => void) | null;
  destroy(): void;
}

let going: AbortController | undefined;

/** Whether the next click is a pick and no gesture. */
export const isPicking = (): boolean => going !== undefined;

/** Ends a pick, if one goes on. */
export function cancelPick(): void {
  going?.abort();
  going = undefined;
}

/** Begins a pick: the next click picks, and so does Enter on what has the focus; Escape ends it. */
export function pick(purpose: PickPurpose): void {
  cancelPick();
  going = new AbortController();
  const { signal } = going;
  const draw = outline(signal);
  let target: Element | undefined;
  const aim = (element: EventTarget | null | undefined) => {
    target = !(element instanceof Element) ? undefined : purpose === 'approval' ? recordAround(element) : element;
    draw(target);
  };
  const swallow = (event: Event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  aim(prop(document, 'activeElement'));
  listen(window, 'pointermove focusin', signal, (event) => aim(prop(event, 'composedPath').call(event)[0]));
  listen(window, BLOCKED, signal, swallow, false);
  listen(
    window,
    'click',
    signal,
    (event) => {
      swallow(event);
      aim(prop(event, 'composedPath').call(event)[0]);
      if (!target) return;
      cancelPick();
      if (purpose === 'approval') pointAt(target);
      else tell({ page: 'picked_text', text: textOf(target) });
    },
    false,
  );
  // Escape, without listening to keys.
  const Watcher = (window as { CloseWatcher?: new () => Closer }).CloseWatcher;
  if (Watcher) {
    const watcher = new Watcher();
    signal.addEventListener('abort', () => watcher.destroy());
    watcher.onclose = safely(() => {
      if (signal.aborted) return;
      cancelPick();
      tell({ page: 'pick_cancelled' });
    });
  }
}

/** Writes down what was pointed at: who wrote it, when, which words decide, which terms are named. */
function pointAt(record: Element): void {
  const text = shown(record);
  write({
    event: 'pointed',
    ...headOf(record),
    words: deciding(text),
    things: [...new Set(termsIn(text))].slice(0, MAX_TERMS).map((term) => ({ term })),
  });
  tell({ page: 'picked_record' });
}

function textOf(element: Element): string {
  const text = shown(element);
  return raw(blank(text) ? nameOf(element) : text).slice(0, MAX_PICKED_CHARS);
}

/** Draws around an element, until `signal` says stop. This alone reads layout, and only while a pick goes on. */
function outline(signal: AbortSignal): (element: Element | undefined) => void {
  const host = prop(document, 'createElement').call(document, 'div');
  const box = prop(document, 'createElement').call(document, 'div');
  host.popover = 'manual';
  host.style.cssText = 'all:initial!important;position:fixed!important;inset:0!important;pointer-events:none!important';
  host.attachShadow({ mode: 'closed' }).append(box);
  prop(document, 'documentElement').append(host);
  host.showPopover();
  signal.addEventListener('abort', () => host.remove());
  return (element) => {
    if (!element) return;
    const { left, top, width, height } = prop(element, 'getBoundingClientRect').call(element);
    box.style.cssText = `position:fixed;box-sizing:border-box;outline:3px solid #1a73e8;outline-offset:2px;background:#1a73e822;left:${left}px;top:${top}px;width:${width}px;height:${height}px`;
  };
}
