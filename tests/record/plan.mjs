// The recordings: who works with which systems, in which language, and what happens.
//
// A line is: story, ticketing, consoles, mail, and what is unlike the usual (English, no profiles, the vocabulary known).
// The name of a recording is made of its line and never of its place, so that a list can grow without renaming any.

export const lines = [
  // Request Tracker with the lab's other systems
  ['plain', 'rt', ['lam', 'django'], 'roundcube'],
  ['plain', 'rt', ['django'], 'roundcube', { profiles: true }],
  ['same-browser', 'rt', ['lam'], 'roundcube'],
  ['from-the-start', 'rt', ['django'], 'roundcube'],
  ['by-mail', 'rt', ['lam'], 'roundcube'],
  ['by-mail-pointed', 'rt', ['django', 'lam'], 'roundcube', { profiles: true }],
  ['leaver', 'rt', ['lam', 'django'], 'roundcube'],
  ['noisy', 'rt', ['django', 'lam'], 'roundcube'],
  ['back-and-forth', 'rt', ['lam', 'django'], null],
  ['two-tickets', 'rt', ['django', 'lam'], 'roundcube'],
  ['reopened', 'rt', ['lam'], 'roundcube'],
  ['parked', 'rt', ['django'], 'roundcube', { vocabulary: false }],
  ['refused', 'rt', ['django'], 'roundcube'],
  ['several', 'rt', ['lam'], 'roundcube', { profiles: true }],
  ['approved-after', 'rt', ['lam', 'django'], 'roundcube'],
  ['approved-after-here', 'rt', ['django'], 'roundcube'],
  ['no-approval', 'rt', ['lam'], 'roundcube', { profiles: true }],
  ['by-grantor', 'rt', ['django', 'lam'], 'roundcube'],
  ['by-grantor', 'rt', ['lam'], null, { profiles: true }],
  ['other-ticket', 'rt', ['django'], 'roundcube'],
  ['other-system', 'rt', ['lam'], 'roundcube'],
  ['overgrant', 'rt', ['lam', 'django'], 'roundcube'],
  ['again', 'rt', ['django'], 'roundcube'],
  ['again', 'rt', ['lam', 'django'], null, { profiles: true }],
  ['interleaved', 'rt', ['lam'], 'roundcube'],
  ['after-close', 'rt', ['django'], 'roundcube'],
  ['after-close', 'rt', ['lam'], 'roundcube', { profiles: true }],
  ['rejected', 'rt', ['django', 'lam'], 'roundcube'],

  // django-helpdesk, phpLDAPadmin and Flask-AppBuilder, which no profile knows
  ['plain', 'helpdesk', ['pla', 'fab'], 'roundcube'],
  ['from-the-start', 'helpdesk', ['fab'], 'roundcube'],
  ['same-browser', 'helpdesk', ['pla'], 'roundcube'],
  ['noisy', 'helpdesk', ['pla', 'fab'], 'roundcube'],
  ['refused', 'helpdesk', ['fab'], 'roundcube', { vocabulary: false }],
  ['reopened', 'helpdesk', ['pla'], null],
  ['by-mail', 'helpdesk', ['fab'], 'roundcube'],
  ['leaver', 'helpdesk', ['pla', 'fab'], 'roundcube'],
  ['approved-after', 'helpdesk', ['fab', 'pla'], 'roundcube'],
  ['no-approval', 'helpdesk', ['fab'], 'roundcube'],
  ['by-grantor', 'helpdesk', ['pla'], 'roundcube'],
  ['other-system', 'helpdesk', ['fab'], 'roundcube'],
  ['overgrant', 'helpdesk', ['pla'], 'roundcube'],
  ['again', 'helpdesk', ['pla', 'fab'], 'roundcube'],
  ['interleaved', 'helpdesk', ['fab'], 'roundcube', { vocabulary: false }],
  ['after-close', 'helpdesk', ['fab'], 'roundcube'],
  ['rejected', 'helpdesk', ['pla'], 'roundcube'],
  ['plain', 'roundup', ['fab', 'lam'], 'roundcube'],
  ['from-the-start', 'roundup', ['pla'], 'roundcube'],
  ['same-browser', 'roundup', ['fab'], 'roundcube'],
  ['parked', 'roundup', ['lam'], 'roundcube'],
  ['two-tickets', 'roundup', ['fab', 'pla'], 'roundcube'],
  ['approved-after-here', 'roundup', ['pla'], 'roundcube'],
  ['no-approval', 'roundup', ['django'], 'roundcube'],
  ['by-grantor', 'roundup', ['fab'], null],
  ['other-ticket', 'roundup', ['lam'], 'roundcube'],
  ['overgrant', 'roundup', ['fab', 'pla'], 'roundcube'],
  ['again', 'roundup', ['pla'], 'roundcube'],
  ['after-close', 'roundup', ['lam'], 'roundcube'],
  ['rejected', 'roundup', ['fab'], 'roundcube', { vocabulary: false }],
  // crossed: a product met in another company
  ['two-tickets', 'rt', ['pla', 'fab'], 'roundcube'],
  ['back-and-forth', 'rt', ['fab'], 'roundcube'],
  ['approved-between', 'rt', ['pla', 'django'], 'roundcube'],
  ['overgrant-beside', 'helpdesk', ['lam', 'django'], 'roundcube', { profiles: true }],
  ['plain', 'helpdesk', ['lam'], 'roundcube', { profiles: true }],
  ['by-mail-pointed', 'helpdesk', ['django'], 'roundcube', { profiles: true }],

  // the same in other languages
  ['noisy', 'roundup', ['django'], 'roundcube', { language: 'de' }],
  ['again', 'roundup', ['lam'], 'roundcube', { language: 'fr' }],
  ['plain', 'helpdesk', ['django'], 'roundcube', { language: 'de' }],
  ['no-approval', 'helpdesk', ['lam'], 'roundcube', { language: 'fr' }],
  ['approved-after', 'helpdesk', ['django'], 'roundcube', { language: 'es' }],
  ['plain', 'rt', ['lam', 'django'], 'roundcube', { language: 'de' }],
  ['noisy', 'rt', ['django'], 'roundcube', { language: 'de' }],
  ['no-approval', 'rt', ['lam'], 'roundcube', { language: 'de' }],
  ['approved-after', 'rt', ['django'], 'roundcube', { language: 'de', profiles: true }],
  ['same-browser', 'rt', ['django'], 'roundcube', { language: 'fr' }],
  ['overgrant', 'rt', ['lam'], 'roundcube', { language: 'fr' }],
  ['plain', 'rt', ['django'], 'roundcube', { language: 'es' }],
  ['again', 'rt', ['lam'], 'roundcube', { language: 'es' }],

  // the practice desk
  ['plain', 'tickets', ['access', 'directory'], 'mail'],
  ['same-browser', 'tickets', ['access'], 'mail', { profiles: true }],
  ['from-the-start', 'tickets', ['directory'], 'mail'],
  ['by-mail', 'tickets', ['access'], 'mail'],
  ['noisy', 'tickets', ['access', 'directory'], 'mail'],
  ['leaver', 'tickets', ['access', 'directory'], 'mail'],
  ['two-tickets', 'tickets', ['directory', 'access'], 'mail', { vocabulary: false }],
  ['several', 'tickets', ['access'], 'mail'],
  ['approved-after', 'tickets', ['directory', 'access'], 'mail'],
  ['approved-between', 'tickets', ['access', 'directory'], 'mail', { profiles: true }],
  ['no-approval', 'tickets', ['access'], 'mail'],
  ['other-ticket', 'tickets', ['directory'], 'mail'],
  ['overgrant-beside', 'tickets', ['access', 'directory'], 'mail'],
  ['again', 'tickets', ['access'], 'mail'],
  ['interleaved', 'tickets', ['directory'], 'mail'],
  ['rejected', 'tickets', ['access', 'directory'], 'mail'],
];

/** A number from a text, for the seed of a recording. */
export function seedOf(text) {
  let hash = 2166136261;
  for (const letter of text) hash = Math.imul(hash ^ letter.charCodeAt(0), 16777619) >>> 0;
  return hash;
}

/** Even numbers from 0 to 1, always the same for the same seed. */
export function randomOf(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export const plan = lines.map(([story, ticketing, consoles, mail, options = {}]) => {
  const { language = 'en', profiles = false, vocabulary = true, variant } = options;
  const parts = [ticketing, ...consoles, mail ?? 'no-mail', story, variant];
  const marks = [language === 'en' ? '' : language, profiles ? 'profiles' : '', vocabulary ? '' : 'no-vocabulary'];
  const name = [...parts, ...marks].filter(Boolean).join('-');
  return { name, story, ticketing, consoles, mail, language, profiles, vocabulary };
});
