// German and Dutch write compounds as one word, and make new ones all the time. The page side cuts them into listed words
// (extension/src/content/cut.ts), where the last one is on the list as one that ends compounds: with a hyphen before it.
// Family names and places are compounds too (Neu-mann, Stein-bach), so no word with which a known name ends is such a word.

/** The shortest part. */
const PART = 4;
/** What stands between two parts. */
const LINKS = ['', 's', 'n', 'es', 'en'];
/** How many compounds that products use a word has to end. */
const ENDS = 3;

/** The words that end compounds, as lines of a list, and what says whether a word is one that can be cut. */
export function compounds(counts, known, { given, family }, place) {
  const ofNames = new Set();
  for (const name of [...given, ...family, ...place.whole, ...place.parts])
    for (let at = 0; at <= name.length - PART; at++) ofNames.add(name.slice(at));
  const heads = function* (word, at) {
    const head = word.slice(0, at);
    for (const link of LINKS)
      if (head.endsWith(link) && head.length - link.length >= PART) yield head.slice(0, head.length - link.length);
  };
  const often = new Map();
  for (const word of counts.keys())
    for (let at = PART; at <= word.length - PART; at++) {
      const tail = word.slice(at);
      if (!known(tail) || ofNames.has(tail)) continue;
      if ([...heads(word, at)].some(known)) often.set(tail, (often.get(tail) ?? 0) + 1);
    }
  const tails = new Map([...often].filter(([, n]) => n >= ENDS));
  const cut = (word) => {
    for (let at = PART; at <= word.length - PART; at++)
      if (tails.has(word.slice(at)) && [...heads(word, at)].some((head) => known(head) || cut(head))) return true;
    return false;
  };
  return { tails: [...tails].map(([tail, n]) => [`-${tail}`, n]), cut };
}
