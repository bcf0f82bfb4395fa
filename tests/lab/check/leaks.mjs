// Nothing that was typed on a page, and no name of a person, may stand in a session file.
import { people } from '../setup/people.mjs';
import { password } from '../setup/settings.mjs';

/** Every string of the file, whatever it is in. */
function* strings(value) {
  if (typeof value === 'string') yield value;
  else if (value && typeof value === 'object') for (const inner of Object.values(value)) yield* strings(inner);
}

/** Returns the texts that were found as words of their own, and must not be. The seal is left out: it is base64. */
export function findLeaks({ seal, ...file }, ledger) {
  const all = [...strings(file)].join('\n').toLowerCase();
  const names = people.flatMap(({ login, given, family }) => [login, given, family]);
  // `grant` is a published word as well as a login; a word of the trade is no leak
  const words = new Set(['grant']);
  const typed = ledger.typed.map(({ text }) => text).filter((text) => /\D/.test(text));
  const found = (text) => {
    const literal = text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    return new RegExp(`(?<![\\p{L}\\d])${literal}(?![\\p{L}\\d])`, 'u').test(all);
  };
  return [...new Set([password, ...names, ...typed].map((text) => text.toLowerCase()))].filter(
    (text) => !words.has(text) && found(text),
  );
}
