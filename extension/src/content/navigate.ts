/** How a document comes to show what it shows. History is watched through the Navigation API: a page's own calls of
 * `pushState` cannot be seen from the isolated world, and the API needs no permission. */
import type { Move } from '../shared/protocol';
import { frameKind, write, writeFirst } from './journal';
import { publish } from './publish';
import { moved, route } from './read';
import { listen, prop } from './safe';
import { typing } from './typing';

const LOADS: Record<string, Move> = { navigate: 'load', reload: 'reload', back_forward: 'traverse', prerender: 'load' };
const MOVES: Record<string, Move> = { push: 'push', replace: 'replace', traverse: 'traverse', reload: 'reload' };

let last = '';

/** Says how the document was loaded, and from now on how its address changes. `renew` is called for another view. */
export function watchNavigation(signal: AbortSignal, renew: () => void, how?: Move): void {
  moved();
  // A frame without an address of its own is part of the page around it.
  if (frameKind() === 'top' || location.origin !== 'null') {
    const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    say(how ?? LOADS[entry?.type ?? ''] ?? 'load');
  }
  listen(navigation, 'currententrychange', signal, (event) => {
    const how = MOVES[(event as NavigationCurrentEntryChangeEvent).navigationType ?? ''];
    const change = moved();
    if (!how || (how === 'replace' && change === 'same')) return;
    // Pages replace their address for their own bookkeeping, and some add one for each key: that is another view only
    // under another path.
    const kept = how === 'replace' || (how !== 'traverse' && typing());
    if (kept && `${publish(route(), true)}` === last) return;
    say(change === 'fragment' && how !== 'traverse' ? 'fragment' : how);
    renew();
  });
}

/** Says that the document shows another view. */
function say(how: Move): void {
  const words = publish(route(), true);
  last = `${words}`;
  (frameKind() === 'top' ? write : writeFirst)({ event: 'navigation', how, route: words });
}

/**
 * Says when the tab comes to the front or goes to the back; leaving the page is neither. `settle` is called before it
 * goes: what stood there was read before what comes next is done.
 */
export function watchVisibility(signal: AbortSignal, settle: () => void): void {
  if (frameKind() !== 'top') return;
  let leaving = false;
  listen(window, 'pagehide', signal, () => {
    leaving = true;
  });
  listen(document, 'visibilitychange', signal, () => {
    if (leaving) return;
    const shown = prop(document, 'visibilityState') === 'visible';
    if (!shown) settle();
    write({ event: 'visible', shown });
  });
  if (prop(document, 'visibilityState') === 'hidden') write({ event: 'visible', shown: false });
}
