/** What a control is. */
import type { Role } from '../shared/protocol';
import { inverted } from './inverted';
import { attr, has, matches, prop, tag } from './safe';

const BY_ROLE = inverted<Role>({
  button: 'button',
  link: 'link',
  menu_item: 'menuitem menuitemcheckbox menuitemradio',
  tab: 'tab',
  checkbox: 'checkbox',
  radio: 'radio',
  switch: 'switch',
  textbox: 'textbox searchbox',
  combobox: 'combobox',
  listbox: 'listbox',
  option: 'option',
  row: 'row listitem',
  cell: 'cell gridcell columnheader rowheader',
  tree_item: 'treeitem',
  heading: 'heading',
  image: 'img',
  value: 'slider spinbutton',
});

const BY_TAG = inverted<Role>({
  link: 'a area',
  button: 'button',
  textbox: 'textarea',
  option: 'option optgroup',
  disclosure: 'summary',
  row: 'tr li',
  cell: 'td th',
  heading: 'h1 h2 h3 h4 h5 h6',
  image: 'img svg',
});

const BY_TYPE = inverted<Role>({
  submit: 'submit image',
  button: 'button reset',
  checkbox: 'checkbox',
  radio: 'radio',
  password: 'password',
  file: 'file',
  value: 'range number color',
});

/** Elements that take a click by themselves. */
const ACTIVE =
  'a[href],area[href],button,input,select,textarea,summary,option,[contenteditable]:not([contenteditable=false])' +
  '=button =link ^=menuitem =tab =checkbox =radio =switch =textbox =searchbox =combobox =option =treeitem =slider =spinbutton'
    .split(' ')
    .map((role) => `,[role${role}]`)
    .join('');
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
