/** Where a person is writing. What a page shows meanwhile would tell each key, so it waits until the writing is over. */
import { editable } from './read';
import { prop, shadowOf, tag } from './safe';

/** Kinds of inputs that nobody types in. */
const NO_TEXT = /^(?:button|checkbox|color|file|hidden|image|radio|range|reset|submit)$/;

/** The field that has the focus and takes text, also in shadow trees and frames. */
export function typing(): Element | undefined {
  let at = prop(document, 'activeElement');
  for (let depth = 0; at && depth < 20; depth++) {
    const inner: DocumentOrShadowRoot | null =
      tag(at) === 'iframe' ? prop(at as HTMLIFrameElement, 'contentDocument') : shadowOf(at);
    const next = inner && prop(inner, 'activeElement');
    if (!next) break;
    at = next;
  }
  if (!at) return undefined;
  const typed = tag(at) === 'input' ? !NO_TEXT.test(prop(at as HTMLInputElement, 'type')) : editable(at);
  return typed ? at : undefined;
}
