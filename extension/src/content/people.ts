/** Who is signed in, and whose record a console shows, where no profile says so. */
import type { SystemKind } from '../shared/protocol';
import { classes, publish, unlisted } from './publish';
import { NOTHING, type PageText, shown } from './read';
import type { About } from './record';
import { above, find, prop } from './safe';
import { type Named, person } from './tags';

/** What signs out, by its address: whoever is signed in stands beside it. */
const SIGNS_OUT = ['logout', 'log_out', 'logoff', 'signout', 'sign_out', 'abmelden']
  .map((word) => `a[href*=${word} i],form[action*=${word} i]`)
  .join();
/** How far around it. */
const AROUND = 4;

/** The person in the account menu: the only run of unlisted words around what signs out. */
export function signedInHere(): Named | undefined {
  let at = find(document, SIGNS_OUT, 1)[0] ?? null;
  for (let steps = AROUND; at && steps-- > 0; at = above(at)) {
    let text = shown(at);
    // Around a menu, what it is opened by: "Signed in as".
    if (publish(text).length > 20) {
      const opener = prop(at, 'firstElementChild');
      text = opener ? shown(opener) : NOTHING;
      if (!classes(publish(text)).has('verb.sign_in')) return undefined;
    }
    const names = unlisted(text);
    if (names.length > 0) return names.length === 1 ? person(`${names[0]}`) : undefined;
  }
  return undefined;
}

/** Whose record it is: what no list knows in the heading of a user, or in the one below, and the sign-in name in its address. */
export function subjectOf(kind: SystemKind, { record, nouns, slug }: About, headings: PageText[]): Named | undefined {
  if (!record || (kind !== 'iam' && kind !== 'directory')) return undefined;
  const [title, below] = headings;
  const of = new Set([...nouns, ...(title ? classes(publish(title)) : [])]);
  if (!of.has('noun.user') || of.has('noun.group') || of.has('noun.role') || of.has('noun.permission'))
    return undefined;
  const names = title && publish(title).includes(null) ? unlisted(title) : [];
  const name = names.length === 0 && below ? unlisted(below) : names;
  const forms = [
    name.length === 1 ? person(`${name[0]}`) : undefined,
    slug ? person(slug, 'login') : undefined,
  ].flatMap((each) => (each && 'person' in each ? each.person : []));
  return forms.length > 0 ? { person: [...new Set(forms)] } : undefined;
}
