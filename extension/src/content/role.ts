/** What a control is. */
import type { Role } from '../shared/protocol';
import { attr, has, matches, prop, tag } from './safe';

const BY_ROLE: Record<string, Role> = {
  button: 'button',
  link: 'link',
  menuitem: 'menu_item',
  menuitemcheckbox: 'menu_item',
  menuitemradio: 'menu_item',
  tab: 'tab',
  checkbox: 'checkbox',
  radio: 'radio',
  switch: 'switch',
  textbox: 'textbox',
  searchbox: 'textbox',
  combobox: 'combobox',
  listbox: 'listbox',
  option: 'option',
  row: 'row',
  listitem: 'row',
  cell: 'cell',
  gridcell: 'cell',
  columnheader: 'cell',
  rowheader: 'cell',
  treeitem: 'tree_item',
  heading: 'heading',
  img: 'image',
  slider: 'value',
  spinbutton: 'value',
};

const BY_TAG: Record<string, Role> = {
  a: 'link',
  area: 'link',
  button: 'button',
  textarea: 'textbox',
  option: 'option',
  optgroup: 'option',
  summary: 'disclosure',
  tr: 'row',
  li: 'row',
  td: 'cell',
  th: 'cell',
  h1: 'heading',
  h2: 'heading',
  h3: 'heading',
  h4: 'heading',
  h5: 'heading',
  h6: 'heading',
  img: 'image',
  svg: 'image',
};

const BY_TYPE: Record<string, Role> = {
  submit: 'submit',
  image: 'submit',
  button: 'button',
  reset: 'button',
  checkbox: 'checkbox',
  radio: 'radio',
  password: 'password',
  file: 'file',
  range: 'value',
  number: 'value',
  color: 'value',
};

/** Elements that take a click by themselves. */
const ACTIVE =
  'a[href],area[href],button,input,select,textarea,summary,option,[contenteditable]:not([contenteditable=false]),' +
  '[role=button],[role=link],[role^=menuitem],[role=tab],[role=checkbox],[role=radio],[role=switch],[role=textbox],' +
  '[role=searchbox],[role=combobox],[role=option],[role=treeitem],[role=slider],[role=spinbutton]';
/** Elements that the page made active, without saying what they are. */
const MADE_ACTIVE = 'a,[onclick],[tabindex]:not([tabindex="-1"]),[aria-haspopup],[aria-expanded]';

/** Whether a click on this element is meant for it, and not for something around it. */
export const isActive = (element: Element): boolean => matches(element, ACTIVE);

/** Whether the page itself marks the element as one to click on. */
export const madeActive = (element: Element): boolean => matches(element, MADE_ACTIVE);

/** The role of an element. */
export function roleOf(element: Element): Role {
  const name = tag(element);
  const type = name === 'input' ? prop(element as HTMLInputElement, 'type') : '';
  if (type === 'password') return 'password';
  if (submits(element)) return 'submit';
  const given = BY_ROLE[attr(element, 'role').split(' ', 1)[0] ?? ''];
  if (given) return given;
  if (name === 'input') return BY_TYPE[type] ?? (has(element, 'list') ? 'combobox' : 'textbox');
  if (name === 'select') return prop(element as HTMLSelectElement, 'multiple') ? 'listbox' : 'combobox';
  if (has(element, 'contenteditable')) return 'textbox';
  if (has(element, 'aria-expanded')) return 'disclosure';
  return BY_TAG[name] ?? (madeActive(element) ? 'button' : 'generic');
}

/** Whether pressing the element sends a form. */
export function submits(element: Element): boolean {
  const name = tag(element);
  if (name !== 'button' && name !== 'input') return false;
  const button = element as HTMLButtonElement;
  return /^(?:submit|image)$/.test(prop(button, 'type')) && prop(button, 'form') !== null;
}
