// Reads a page through a profile, as profiles/README.md defines it. It runs inside the page and shares no code with the
// extension: where both agree, the definition is clear enough.

/** What every entry of `profile` finds in this document. */
export function readPage(profile) {
  const squeeze = (text) => text.replace(/[\s\u00a0\u202f]+/gu, ' ').trim();
  const textOf = (element, own) => {
    if (element instanceof HTMLSelectElement) return squeeze(element.selectedOptions[0]?.label ?? '');
    const skip = 'script, style, textarea, [contenteditable]:not([contenteditable="false"])';
    const walk = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const parts = [];
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      if (own ? node.parentNode === element : !node.parentElement.closest(skip)) parts.push(node.data);
    }
    return squeeze(parts.join(' '));
  };
  const here = (entry) => !entry.path || new RegExp(entry.path, 'u').test(location.pathname);
  const cut = (text, pattern) => (pattern ? new RegExp(pattern, 'u').exec(text.slice(0, 512))?.[1] : text);
  const read = (element, entry) => {
    if (element instanceof HTMLInputElement && element.type === 'checkbox')
      return element.checked ? 'enabled' : 'disabled';
    const raw = entry.attribute ? (element.getAttribute(entry.attribute) ?? '') : textOf(element, entry.own);
    return cut(squeeze(raw), entry.pattern);
  };
  const all = (selector, scope = document) => [...scope.querySelectorAll(selector)];
  const values = (entry) =>
    here(entry)
      ? all(entry.selector)
          .map((e) => read(e, entry))
          .filter(Boolean)
      : [];
  const found = (entries = []) =>
    entries.map((entry) => (entry.selector && here(entry) ? all(entry.selector).length : 0));

  const ticketBy = (way) => {
    if (way.where === 'path') return new RegExp(way.pattern, 'u').exec(location.pathname)?.[1];
    if (!here(way)) return undefined;
    if (way.where === 'query') return new URLSearchParams(location.search).get(way.name) ?? undefined;
    const ids = new Set(values(way));
    return ids.size === 1 ? [...ids][0] : undefined;
  };
  const ways = (profile.ticket ?? []).map(ticketBy);

  const members = (profile.members ?? []).map((entry) =>
    here(entry) ? all(entry.selector).map((list) => all(entry.item ?? 'option', list).map((item) => textOf(item))) : [],
  );
  const records = (profile.records ?? []).map((entry) =>
    all(entry.selector).map((record) => {
      const author = entry.author && record.querySelector(entry.author);
      const time = entry.time && record.querySelector(entry.time);
      return {
        author: author ? read(author, { attribute: entry.author_attribute }) : undefined,
        time: time ? read(time, { attribute: entry.attribute }) : undefined,
        says: (entry.says ?? []).map((say) =>
          (say.selector ? all(say.selector, record) : [record]).map((e) => cut(textOf(e), say.pattern)).filter(Boolean),
        ),
      };
    }),
  );
  return {
    recognise: found(profile.recognise),
    signed_out: found(profile.signed_out),
    ways,
    ticket: ways.find(Boolean),
    states: (profile.states ?? []).map(values),
    people: (profile.people ?? []).map(values),
    members,
    times: (profile.times ?? []).map(values),
    records,
    controls: found(profile.controls),
    fields: (profile.fields ?? []).map(values),
  };
}

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** The parts of a time by one of the formats of `format`, or nothing. */
export function readTime(text, format) {
  for (const one of format.split('|')) {
    const parts = one === 'iso' ? isoParts(text) : patternParts(text, one);
    if (parts) return parts;
  }
  return undefined;
}

function isoParts(text) {
  const found = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})/u.exec(text);
  return found && { Y: +found[1], m: +found[2], d: +found[3], H: +found[4], M: +found[5] };
}

function patternParts(text, pattern) {
  const marks = {
    Y: '(?<Y>\\d{4})',
    y: '(?<y>\\d{2})',
    m: '(?<m>\\d{2})',
    d: '(?<d>\\d{2})',
    e: '(?<d>\\d{1,2})',
    b: '(?<b>[A-Z][a-z]{2,3})',
    B: '(?<b>[A-Z][a-z]{2,8})',
    a: '[A-Z][a-z]{2}',
    A: '[A-Z][a-z]{5,8}',
    H: '(?<H>\\d{2})',
    I: '(?<I>\\d{1,2})',
    M: '(?<M>\\d{2})',
    S: '\\d{2}',
    p: '(?<p>[AaPp])\\.?[Mm]\\.?',
    z: '(?:Z|[+-]\\d{2}:?\\d{2})',
    '*': '.*',
  };
  const source = pattern.replace(/%(.)|\s+|[^%\s]/gu, (part, mark) => {
    if (mark) return marks[mark];
    return /\s/u.test(part) ? '\\s+' : part.replace(/[.*+?^${}()|[\]\\/]/gu, '\\$&');
  });
  const groups = new RegExp(`^${source}$`, 'u').exec(text)?.groups;
  if (!groups) return undefined;
  const hour = groups.I ? (+groups.I % 12) + (/p/iu.test(groups.p) ? 12 : 0) : +groups.H;
  return {
    Y: groups.Y ? +groups.Y : 2000 + +groups.y,
    m: groups.b ? months.indexOf(groups.b.slice(0, 3).toLowerCase()) + 1 : +groups.m,
    d: +groups.d,
    H: hour,
    M: +(groups.M ?? 0),
  };
}
