/**
 * The accessible name of an element, as the accname specification orders its sources, but bounded: no style is computed,
 * no layout forced, at most a few hundred nodes are visited, and nothing that a person typed takes part.
 */
import { blank, caption, join, NOTHING, own, type PageText, said, spoken } from './read';
import { attr, before, byId, child, closest, first, has, matches, prop, tag, upward } from './safe';

/** Elements and roles whose content is their name. */
const BY_CONTENT =
  /^(?:a|area|button|summary|option|label|legend|caption|figcaption|h[1-6]|th|td|dt|li|tr|button|checkbox|cell|columnheader|gridcell|heading|link|menuitem|menuitemcheckbox|menuitemradio|option|radio|row|rowheader|switch|tab|tooltip|treeitem)$/;
/** Where scripts put the text of a tooltip. */
const TOOLTIPS = [
  'title',
  'placeholder',
  'aria-placeholder',
  'data-original-title',
  'data-bs-original-title',
  'data-tooltip',
  'data-title',
];

/** What shows a value that is chosen in a list: what it shows is not its name. */
const SHOWS_VALUE = '[role=combobox],[aria-haspopup=listbox]';

const SOURCES = [byReference, byLabel, byOwnMeans, byContent, byTooltip];
const SOURCES_BESIDE_VALUE = [byReference, byLabel, byOwnMeans, textBefore, byContent, byTooltip];

/** The name of an element; no text if it has none. */
export function nameOf(element: Element): PageText {
  for (const source of matches(element, SHOWS_VALUE) ? SOURCES_BESIDE_VALUE : SOURCES) {
    const text = source(element);
    if (!blank(text)) return text;
  }
  return NOTHING;
}

function byReference(element: Element): PageText {
  const ids = attr(element, 'aria-labelledby').split(/\s+/, 8).filter(Boolean);
  return join(
    ids.map((id) => {
      const target = byId(element, id);
      if (!target) return NOTHING;
      const label = byLabel(target);
      return blank(label) ? (target === element ? NOTHING : byOwnOr(target, spoken)) : label;
    }),
  );
}

function byOwnOr(element: Element, otherwise: (element: Element) => PageText): PageText {
  const text = byOwnMeans(element);
  return blank(text) ? otherwise(element) : text;
}

function byLabel(element: Element): PageText {
  return said(element, 'aria-label');
}

/** What HTML itself gives an element as its name. */
function byOwnMeans(element: Element): PageText {
  const inner = (selector: string) => {
    const found = child(element, selector);
    return found ? spoken(found) : NOTHING;
  };
  switch (tag(element)) {
    case 'input': {
      const input = element as HTMLInputElement;
      const text = caption(input);
      return blank(text) ? labels(input) : text;
    }
    case 'button':
    case 'select':
    case 'textarea':
    case 'output':
    case 'meter':
    case 'progress':
      return labels(element as HTMLSelectElement);
    case 'img':
    case 'area':
      return said(element, 'alt');
    case 'fieldset':
      return inner('legend');
    case 'table':
      return inner('caption');
    case 'figure':
      return inner('figcaption');
    case 'svg': {
      const title = child(element, 'title');
      return title ? own(title) : NOTHING;
    }
    default:
      return NOTHING;
  }
}

function labels(field: { labels: NodeListOf<HTMLLabelElement> | null } & Element): PageText {
  // The browser looks for labels in all of the document: only where there can be one.
  if (!has(field, 'id') && !closest(field, 'label')) return NOTHING;
  const list = prop(field, 'labels');
  return list ? join(Array.prototype.slice.call(list, 0, 4).map(spoken)) : NOTHING;
}

function byContent(element: Element): PageText {
  if (!BY_CONTENT.test(attr(element, 'role') || tag(element))) return NOTHING;
  const text = spoken(element);
  if (!blank(text)) return text;
  // An icon may say what it is by its title, or by that of the picture in it.
  const icon = first(element, 'svg>title');
  if (icon) return own(icon);
  const titled = first(element, '[title],[aria-label]');
  return titled ? byTooltip(titled) : NOTHING;
}

function byTooltip(element: Element): PageText {
  for (const attribute of TOOLTIPS) {
    const text = said(element, attribute);
    if (!blank(text)) return text;
  }
  return NOTHING;
}

/** The text right before a field: what most forms without labels mean as its name. */
export function textBefore(field: Element): PageText {
  for (const at of upward(field, 4)) {
    if (matches(at, 'form,fieldset,section,dialog,table,main,body')) break;
    const text = before(at);
    if (!text) continue;
    return first(text, 'input,select,textarea,button') ? NOTHING : spoken(text);
  }
  return NOTHING;
}
