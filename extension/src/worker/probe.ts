/**
 * Looks at one page when the agent asks to allow its system: which profile knows it, else which kind its words and its
 * structure speak for. Runs once, listens to nothing, and answers in published words only.
 */

import { publish } from '../content/publish';
import { documentTitle, spoken } from '../content/read';
import { find } from '../content/safe';
import type { ProfileId, SystemKind } from '../shared/protocol';
import { kindOf, pageHere, scores, signsIn } from './kinds';

/** What was seen. */
export interface Seen {
  profile?: { id: ProfileId; kind: SystemKind; name: string };
  /** Missing where the page does not say enough for one kind: the agent is asked then. */
  kind?: SystemKind;
  /** This is a page to sign in, which cannot tell. */
  signIn?: true;
  /** How loudly it speaks for each kind. */
  said?: Partial<Record<SystemKind, number>>;
  /** Published words of the title or the first heading; empty where there is none. */
  name: string;
}

interface Recognisable {
  id: ProfileId;
  name: string;
  kind: SystemKind;
  recognise: { selector?: string; host?: string }[];
}

function look(profiles: Recognisable[]): Seen {
  const name = nameOf();
  const profile = profiles.find(({ recognise }) => recognise.some(recognises));
  if (profile) return { profile: { id: profile.id, kind: profile.kind, name: profile.name }, kind: profile.kind, name };
  const page = pageHere();
  if (signsIn(page)) return { signIn: true, name };
  const said = scores(page);
  const kind = kindOf(said);
  return { ...(kind && { kind }), name, said: Object.fromEntries(said) };
}

function recognises({ selector, host }: { selector?: string; host?: string }): boolean {
  if (selector) return find(document, selector, 1).length > 0;
  return host !== undefined && (location.hostname === host || location.hostname.endsWith(`.${host}`));
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
