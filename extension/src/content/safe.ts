/**
 * The only ways in which the page side touches the page's objects. A page can put its own elements where a property
 * should be (a form with a field called "action"), so properties are looked up on the prototype, which the isolated world
 * shares with nobody; and no error of ours reaches the page, it is counted instead.
 */

let lost = 0;

/** How many events failed in our own code since the last call. */
export function takeLost(): number {
  const count = lost;
  lost = 0;
  return count;
}

/** The function, with its errors counted instead of thrown. */
export function safely<A extends unknown[]>(work: (...args: A) => void): (...args: A) => void {
  return (...args) => {
    try {
      work(...args);
    } catch {
      lost++;
    }
  };
}

/** Listens in the capture phase until `signal` says stop. The handler sees trusted events only. */
export function listen(
  target: EventTarget,
  types: string,
  signal: AbortSignal,
  handler: (event: Event) => void,
  passive = true,
): void {
  // Written out, and not made of `safely`: every event of every page passes here.
  const guarded = (event: Event) => {
    try {
      if (event.isTrusted) handler(event);
    } catch {
      lost++;
    }
  };
  for (const type of types.split(' ')) {
    EventTarget.prototype.addEventListener.call(target, type, guarded, { capture: true, passive, signal });
  }
}

/** A property as the prototype defines it, whatever the page has put in front of it. */
export function prop<T extends object, K extends keyof T>(of: T, key: K): T[K] {
  return Reflect.get(Object.getPrototypeOf(of), key, of);
}

/** The same for one property that is read often: the getter is looked up once. */
export function getter<T extends object, K extends keyof T>(type: () => { prototype: T }, key: K): (of: T) => T[K] {
  let get: ((this: T) => T[K]) | undefined;
  return (of) => {
    get ??= Object.getOwnPropertyDescriptor(type().prototype, key)?.get as (this: T) => T[K];
    return get.call(of);
  };
}

/** The local name of an element, in lower case. */
export const tag = getter(() => Element, 'localName');

/** The node around a node, in its own tree. */
export const parentOf = getter(() => Node, 'parentNode');

/** The first node in a node, and the one after a node. */
export const firstOf = getter(() => Node, 'firstChild');
export const nextOf = getter(() => Node, 'nextSibling');

/** The element before an element, and the one after it. */
export const before = getter(() => Element, 'previousElementSibling');
export const after = getter(() => Element, 'nextElementSibling');

/** An attribute that is no text: a role, an id, a state. Text goes through read.ts. */
export const attr = (element: Element, name: string): string =>
  Element.prototype.getAttribute.call(element, name) ?? '';

/** Whether the attribute is there. */
export const has = (element: Element, name: string): boolean => Element.prototype.hasAttribute.call(element, name);

/** The element itself or the nearest around it that matches, within one tree. */
export const closest = (element: Element, selector: string): Element | null =>
  Element.prototype.closest.call(element, selector);

/** Whether the element matches; a selector that does not parse matches nothing. */
export function matches(element: Element, selector: string): boolean {
  try {
    return Element.prototype.matches.call(element, selector);
  } catch {
    return false;
  }
}

/** All that match below the node, at most `most`. A selector that does not parse finds nothing. */
export function find(below: ParentNode, selector: string, most = 500): Element[] {
  try {
    return Array.prototype.slice.call(prop(below, 'querySelectorAll').call(below, selector), 0, most);
  } catch {
    return [];
  }
}

/** The first that matches in something small, such as a row. */
export const one = (below: Element, selector: string): Element | null =>
  Element.prototype.querySelector.call(below, selector);

/** The first that matches among the first elements below the node: on a page of any size the cost is the same. */
export function first(
  below: Node,
  selector: string,
  most = 400,
  test: (element: Element) => boolean = () => true,
): Element | null {
  const walker = prop(document, 'createTreeWalker').call(document, below, NodeFilter.SHOW_ELEMENT);
  while (most-- > 0 && walker.nextNode()) {
    const element = walker.currentNode as Element;
    if (matches(element, selector) && test(element)) return element;
  }
  return null;
}

/** The first of an element's own children that matches. */
export function child(element: Element, selector: string): Element | null {
  let at = prop(element, 'firstElementChild');
  for (let steps = 50; at && steps-- > 0; at = after(at)) if (matches(at, selector)) return at;
  return null;
}

/** The element with this id in the tree of `near`. */
export function byId(near: Node, id: string): Element | null {
  const root = prop(near, 'getRootNode').call(near);
  return root instanceof Document || root instanceof ShadowRoot ? prop(root, 'getElementById').call(root, id) : null;
}

/** The element around this one, also out of a shadow tree. */
export function above(node: Node): Element | null {
  const parent = parentOf(node);
  if (parent instanceof ShadowRoot) return prop(parent, 'host');
  return parent instanceof Element ? parent : null;
}

/** The element and those around it, the nearest first, at most `most`. */
export function* upward(element: Element, most = 40): Generator<Element> {
  for (let at: Element | null = element; at && most-- > 0; at = above(at)) yield at;
}

/** The shadow tree of an element, open or closed. */
export const shadowOf = (element: Element): ShadowRoot | null =>
  element instanceof HTMLElement ? (chrome.dom.openOrClosedShadowRoot(element) as ShadowRoot | null) : null;
