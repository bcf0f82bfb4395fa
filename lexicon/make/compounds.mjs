// German and Dutch write compounds as one word, and make new ones all the time. The page side cuts them into listed words
// (extension/src/content/cut.ts), where the last one is on the list as one that ends compounds: with a hyphen before it.
// Family names and places are compounds too (Neu-mann, Stein-bach), so no word with which a known name ends is such a word.

/** The shortest part. */
const PART = 4;
/** What stands between two parts. */
const LINKS = ['', 's', 'n', 'es', 'en'];
/** How many compounds that products use a word has to end. */
const ENDS = 3;

/** With what family names end, by which lists of names alone are not trusted: people, houses, waters, woods, trades. */
const NAMED =
  /(?:mann|männer|frau|sohn|söhne|kind|berge?|burg|bach|stein|felde?r?|wald|wälder|hofe?|haus|häuser|hausen|heim|dorf|dörfer|stadt|städter?|furt|brück|brücke|brunn|brunnen|kirche?|baum|bäume|holz|busch|schild|child|horn|hagen|kranz|blatt|blum|blume|zweig|stern|schein|korn|macher|meister|träger|schläger|richter|knecht|wirt|gärtner|wagner|zimmer|kopf|köpfe|bein|haupt|hand|herz|freund|hammer|vogel|wolf|fuchs|hahn|löwe|acker|garten|gärten|wiese|weg|graben|teich|mühle|schmied|müller|bauer|becker|weber|schneider|jäger|fischer|koch|huis|veld|dijk|boom|broek|brug|kamp|horst|laan|land|meer|molen|poort|straat|wijk|woud|zand|zoon|maker|meester|smit|bakker|steen|water|beek|bosch?|dam|dal)$/;

/** The words that end compounds, as lines of a list, and what says whether a word is one that can be cut. */
export function compounds(counts, known, { given, family }, place, refused, star) {
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
      if (!known(tail) || /[-']/.test(tail) || ofNames.has(tail) || NAMED.test(tail)) continue;
      if ([...heads(word, at)].some(known)) often.set(tail, (often.get(tail) ?? 0) + 1);
    }
  const tails = new Map([...often].filter(([, n]) => n >= ENDS));
  // No word that is refused is made of words that are not: its first begins no compound then, or its last ends none.
  for (const word of refused)
    for (let at = PART; at <= word.length - PART; at++)
      for (const head of heads(word, at))
        if (tails.has(word.slice(at)) && known(head) && !star(head)) tails.delete(word.slice(at));
  const cuts = (word) => {
    for (let at = PART; at <= word.length - PART; at++)
      if (tails.has(word.slice(at)) && [...heads(word, at)].some((head) => known(head) || cuts(head))) return true;
    return false;
  };
  // What ends compounds is said itself, and so has to be a word of the list.
  const cut = (word) => !tails.has(word) && cuts(word);
  return { tails: [...tails].map(([tail, n]) => [`-${tail}`, n]), cut };
}
