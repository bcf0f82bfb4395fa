/**
 * Looks at one page when the agent asks to allow its system: which profile knows it, else which kind its published words
 * speak of. Runs once, listens to nothing, and answers in published words only.
 */

import { classes, publish } from '../content/publish';
import { documentTitle, spoken } from '../content/read';
import { find } from '../content/safe';
import type { ProfileId, SystemKind } from '../shared/protocol';

/** What was seen. */
export interface Seen {
  profile?: { id: ProfileId; kind: SystemKind; name: string };
  kind: SystemKind;
  /** Published words of the title or the first heading; empty where there is none. */
  name: string;
}

interface Recognisable {
  id: ProfileId;
  name: string;
  kind: SystemKind;
  recognise: { selector?: string; host?: string }[];
}

/** Which classes of words speak for a kind. */
const SIGNS: [SystemKind, string[]][] = [
  ['ticketing', ['noun.ticket', 'noun.queue', 'noun.request', 'label.ticket']],
  ['email', ['noun.mail', 'verb.reply', 'verb.forward', 'verb.send']],
  ['directory', ['noun.directory', 'noun.group', 'noun.member']],
  ['iam', ['noun.role', 'noun.permission', 'noun.access', 'noun.user', 'noun.account']],
];

/** Fewer signs than this are chance. */
const ENOUGH = 3;

function look(profiles: Recognisable[]): Seen {
  const profile = profiles.find(({ recognise }) => recognise.some(recognises));
  const kind = profile?.kind ?? kindOf();
  const seen: Seen = { kind, name: nameOf() };
  if (profile) seen.profile = { id: profile.id, kind: profile.kind, name: profile.name };
  return seen;
}

function recognises({ selector, host }: { selector?: string; host?: string }): boolean {
  if (selector) return find(document, selector, 1).length > 0;
  return host !== undefined && (location.hostname === host || location.hostname.endsWith(`.${host}`));
}

function kindOf(): SystemKind {
  const counts = new Map<string, number>();
  for (const element of find(document, 'h1,h2,h3,nav a,a,button,th,label,legend', 300)) {
    for (const one of classes(publish(spoken(element)))) counts.set(one, (counts.get(one) ?? 0) + 1);
  }
  let best: SystemKind = 'other';
  let most = ENOUGH - 1;
  for (const [kind, signs] of SIGNS) {
    const score = signs.reduce((sum, sign) => sum + (counts.get(sign) ?? 0), 0);
    if (score > most) [best, most] = [kind, score];
  }
  return best;
}

/** The first that is all published words: a name with masks in it would have to be typed anyway. */
function nameOf(): string {
  const [heading] = find(document, 'h1', 1);
  for (const text of [documentTitle(), ...(heading ? [spoken(heading)] : [])]) {
    const words = publish(text, true);
    if (words.length > 0 && words.length <= 5 && words.every((word) => typeof word === 'string')) {
      const name = words.join(' ');
      return name.charAt(0).toUpperCase() + name.slice(1);
    }
  }
  return '';
}

(globalThis as unknown as { ledgeriumProbe: typeof look }).ledgeriumProbe = look;
