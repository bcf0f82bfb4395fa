/** Events of a page as lines that a person can read. */
import type {
  Activation,
  Choice,
  ClaimOf,
  Control,
  MentionIn,
  Move,
  Outcome,
  Page,
  PageEvent,
  PersonRole,
  Role,
  StateOf,
} from '../shared/protocol';
import { claimed } from './format';
import { type MessageKey, plural, t } from './i18n';
import { controlPlace, labelText, type Names, placeText, systemName, thingsText, thingText } from './labels';

/** `Clicked the button “Add member” in the “Groups” list · LDAP Account Manager`. */
export function pageText(page: Page, names: Names): string {
  const parts = [eventText(page.event, names), systemName(page.system, names)];
  if (page.unconfirmed) parts.push(t('entry_unconfirmed'));
  return parts.filter(Boolean).join(' · ');
}

function eventText(event: PageEvent, names: Names): string {
  switch (event.event) {
    case 'gesture':
      return t(ACTIVATION[event.by], controlText(event.control, names));
    case 'submit':
      return join(
        t(event.origin === 'gesture' ? 'event_submit' : 'event_submit_unknown'),
        event.control ? t('event_by_control', controlText(event.control, names)) : placesText(event.within, names),
      );
    case 'choice':
      return choiceText(event.control, event.choice, names);
    case 'navigation':
      return t(MOVE[event.how], routeText(event.route, names));
    case 'view':
      return join(
        event.heading?.length ? t('event_view', labelText(event.heading, names)) : t('event_view_unnamed'),
        event.ticket ? t('thing_ticket', event.ticket) : '',
        event.sign_in ? t('event_sign_in') : '',
      );
    case 'state':
      return join(t(STATE_OF[event.of], labelText(event.value, names)), fieldText(event.label, names));
    case 'person':
      return t(PERSON_ROLE[event.role], thingText(event.person, names));
    case 'claim':
      return t(CLAIM_OF[event.of], claimed(event.at));
    case 'mention':
      return join(t(MENTION_IN[event.place], thingsText(event.things, names)), fieldText(event.label, names));
    case 'members':
      return join(
        t('event_members', thingsText(event.things, names) || t('nothing')),
        fieldText(event.list, names),
        event.of ? t('event_members_of', thingText(event.of, names)) : '',
        event.truncated ? t('event_members_truncated') : '',
      );
    case 'outcome':
      return join(
        t(OUTCOME[event.outcome]),
        quoted(labelText(event.words, names)),
        thingsText(event.things ?? [], names),
      );
    case 'pointed':
      return join(
        t('event_pointed'),
        event.author ? t('event_pointed_author', thingText(event.author, names)) : '',
        event.at ? t('event_pointed_at', claimed(event.at)) : '',
        quoted(labelText(event.words, names)),
        thingsText(event.things ?? [], names),
      );
    case 'visible':
      return t(event.shown ? 'event_shown' : 'event_hidden');
    case 'uncovered':
      return plural('event_uncovered', event.frames);
    case 'dropped':
      return plural('event_dropped', event.count);
  }
}

const join = (...parts: string[]) => parts.filter(Boolean).join(' · ');

const quoted = (text: string) => (text ? t('quoted', text) : '');

const fieldText = (label: Parameters<typeof labelText>[0], names: Names) =>
  label?.length ? t('event_field', labelText(label, names)) : '';

/** A route keeps its words as they stand, since a path has no sentence case. */
const routeText = (route: Parameters<typeof labelText>[0], names: Names) =>
  `/${(route ?? []).map((token) => (typeof token === 'string' ? token : token === null ? '*' : labelText([token], names))).join('/')}`;

const placesText = (within: Control['within'], names: Names) => (within?.[0] ? placeText(within[0], names) : '');

/** `button “Add member” in the “Groups” list, row: person 2`. */
export function controlText(control: Control, names: Names): string {
  const name = labelText(control.name, names);
  const what = name ? t('control_named', t(ROLE[control.role]), name) : t('control_unnamed', t(ROLE[control.role]));
  const text = [what, controlPlace(control, names)].filter(Boolean).join(' ');
  const row = control.row?.length ? t('control_row', thingsText(control.row, names)) : '';
  return join(text, row, control.unreadable ? t('control_unreadable') : '');
}

function choiceText(control: Control, choice: Choice, names: Names): string {
  const where = controlText(control, names);
  switch (choice.did) {
    case 'edited':
      return t('choice_edited', where);
    case 'on':
      return t('choice_on', where);
    case 'off':
      return t('choice_off', where);
    case 'file':
      return t('choice_file', where);
    case 'chose': {
      const chosen = [
        ...(choice.items ?? []).map((item) => labelText(item, names)),
        thingsText(choice.things ?? [], names),
      ];
      return t('choice_chose', chosen.filter(Boolean).join(', ') || t('nothing'), where);
    }
  }
}

const ACTIVATION: Record<Activation, MessageKey> = {
  pointer: 'activation_pointer',
  keyboard: 'activation_keyboard',
  context_menu: 'activation_context_menu',
  auxiliary: 'activation_auxiliary',
  double: 'activation_double',
};

const MOVE: Record<Move, MessageKey> = {
  load: 'move_load',
  reload: 'move_reload',
  traverse: 'move_traverse',
  push: 'move_push',
  replace: 'move_replace',
  fragment: 'move_fragment',
  restore: 'move_restore',
  found: 'move_found',
};

const STATE_OF: Record<StateOf, MessageKey> = {
  ticket: 'state_of_ticket',
  approval: 'state_of_approval',
  access: 'state_of_access',
  comment: 'state_of_comment',
  statement: 'state_of_statement',
  unknown: 'state_of_unknown',
};

const PERSON_ROLE: Record<PersonRole, MessageKey> = {
  requester: 'person_requester',
  approver: 'person_approver',
  subject: 'person_subject',
  owner: 'person_owner',
  author: 'person_author',
  signed_in: 'person_signed_in',
};

const CLAIM_OF: Record<ClaimOf, MessageKey> = {
  created: 'claim_created',
  requested: 'claim_requested',
  approved: 'claim_approved',
  rejected: 'claim_rejected',
  updated: 'claim_updated',
  resolved: 'claim_resolved',
  sent: 'claim_sent',
};

const MENTION_IN: Record<MentionIn, MessageKey> = {
  heading: 'mention_heading',
  field: 'mention_field',
  body: 'mention_body',
  comment: 'mention_comment',
};

const OUTCOME: Record<Outcome, MessageKey> = {
  message: 'outcome_message',
  error: 'outcome_error',
  dialog_opened: 'outcome_dialog_opened',
  dialog_closed: 'outcome_dialog_closed',
  dialog_dismissed: 'outcome_dialog_dismissed',
  row_added: 'outcome_row_added',
  row_removed: 'outcome_row_removed',
};

const ROLE: Record<Role, MessageKey> = {
  button: 'role_button',
  submit: 'role_submit',
  link: 'role_link',
  menu_item: 'role_menu_item',
  tab: 'role_tab',
  checkbox: 'role_checkbox',
  radio: 'role_radio',
  switch: 'role_switch',
  textbox: 'role_textbox',
  password: 'role_password',
  combobox: 'role_combobox',
  listbox: 'role_listbox',
  option: 'role_option',
  file: 'role_file',
  row: 'role_row',
  cell: 'role_cell',
  tree_item: 'role_tree_item',
  disclosure: 'role_disclosure',
  heading: 'role_heading',
  image: 'role_image',
  value: 'role_value',
  generic: 'role_generic',
};
