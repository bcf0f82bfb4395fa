/** Labels and step names as text: published words as they are, masks as ▮, terms by their text. */
import { html, type TemplateResult } from 'lit';
import type { Authored, Control, Label, Place, PlaceKind, Step, System, Term, Thing } from '../shared/protocol';
import { type MessageKey, t } from './i18n';

/** What a label, step or entry is read with. */
export interface Names {
  terms: readonly Term[];
  systems: readonly System[];
  /** What the agent wrote, for steps that are nothing but that. */
  session?: { notes: readonly { entry: number; authored: Authored }[] };
}

const MASK = '▮';

/** The words of a label; the first letter is raised, since the log keeps words in lower case. */
export function labelText(label: Label | undefined, names: Names): string {
  const words = (label ?? []).map((token) => {
    if (token === null) return MASK;
    return typeof token === 'number' ? termText(token, names) : token;
  });
  const text = words.join(' ');
  return typeof label?.[0] === 'string' ? text.charAt(0).toLocaleUpperCase() + text.slice(1) : text;
}

export const termText = (id: number, names: Names): string =>
  names.terms.find((term) => term.id === id)?.text ?? t('thing_term', id);

export const systemName = (id: number | undefined, names: Names): string | undefined =>
  id === undefined ? undefined : (names.systems.find((system) => system.id === id)?.name ?? t('thing_system', id));

/** A person, an entitlement or another thing: listed terms by name, all else by its number in the session. */
export function thingText(thing: Thing, names: Names): string {
  if ('term' in thing) return termText(thing.term, names);
  if ('person' in thing) return t('thing_person', thing.person);
  if ('entitlement' in thing) return t('thing_entitlement', thing.entitlement);
  if ('ticket' in thing) return t('thing_ticket', thing.ticket);
  return t('thing_record', thing.record);
}

export const thingsText = (things: readonly Thing[], names: Names): string =>
  things.map((thing) => thingText(thing, names)).join(', ');

const IN_PLACE: Record<PlaceKind, [named: MessageKey, unnamed: MessageKey]> = {
  dialog: ['in_dialog', 'in_a_dialog'],
  form: ['in_form', 'in_a_form'],
  table: ['in_table', 'in_a_table'],
  list: ['in_list', 'in_a_list'],
  section: ['in_section', 'in_a_section'],
  toolbar: ['in_toolbar', 'in_a_toolbar'],
  menu: ['in_menu', 'in_a_menu'],
  navigation: ['in_navigation', 'in_a_navigation'],
};

/** `in the “Groups” list`. */
export function placeText(place: Place, names: Names): string {
  const [named, unnamed] = IN_PLACE[place.kind];
  return place.name?.length ? t(named, labelText(place.name, names)) : t(unnamed);
}

/** The nearest named place of a control, or else its nearest place. */
export function controlPlace(control: Control, names: Names): string {
  const places = control.within ?? [];
  const place = places.find((candidate) => candidate.name?.length) ?? places[0];
  return place ? placeText(place, names) : '';
}

/** What the agent attested in a step: approvals that no page shows. */
export const attested = (step: Step, names: Names): Extract<Authored, { authored: 'off_browser_approval' }>[] =>
  (names.session?.notes ?? []).flatMap(({ entry, authored }) =>
    authored.authored === 'off_browser_approval' && step.entries.includes(entry) ? [authored] : [],
  );

/** What was done. */
export function stepTitle(step: Step, names: Names): string {
  const { authored, words, read_only } = step.name;
  // The recorder calls a step that was only attested after who approved; a person's own name for it stays as it is.
  if (attested(step, names).some(({ approver }) => approver === authored)) return t('step_attested', authored ?? '');
  if (authored) return authored;
  const text = labelText(words, names);
  if (read_only) return text ? t('step_read', text) : t('step_read_unnamed');
  return text || t('step_unnamed');
}

/** Where it was done: the place, then the system. */
export function stepPlace(step: Step, names: Names): string {
  const { place, place_kind, authored } = step.name;
  const inPlace = place_kind && !authored ? placeText({ kind: place_kind, ...(place && { name: place }) }, names) : '';
  return [inPlace, systemName(step.system, names)].filter(Boolean).join(', ');
}

/** What was done where, as one phrase. */
export function stepText(step: Step, names: Names): string {
  const inPlace = step.name.place_kind !== undefined && !step.name.authored;
  return [stepTitle(step, names), stepPlace(step, names)].filter(Boolean).join(inPlace ? ' ' : ', ');
}

/** Text with each mask said as what it is to those who cannot see it. */
export function withMasks(text: string): (string | TemplateResult)[] {
  return text
    .split(MASK)
    .flatMap((part, at) =>
      at === 0 ? [part] : [html`<span class="mask" role="img" aria-label=${t('masked')}>${MASK}</span>`, part],
    );
}
