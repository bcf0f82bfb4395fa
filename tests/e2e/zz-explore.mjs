import { start, captureOf } from './capture-harness.mjs';
import { readFileSync } from 'node:fs';
const lex = (l) => (l ?? []).map((t) => (t === null ? '▮' : typeof t === 'number' ? '#' + t : t)).join(' ');
export const show = (r) => {
  const e = r.event; const c = e.control;
  const thing = (t) => { const [[k, v]] = Object.entries(t); return k[0] + (k === 'term' ? '#' + r.terms[v] : k === 'ticket' ? v : ':' + r.tags[v].map((x) => x.slice(0, 4)).join('/')); };
  const ctl = (c) => c && `${c.role}${c.submits ? '!' : ''} "${lex(c.name)}" in ${(c.within ?? []).map((p) => p.kind + ':' + lex(p.name)).join(' < ')}${c.row?.length ? ' row ' + c.row.map(thing).join(',') : ''}${c.unreadable?' UNREADABLE':''}`;
  const rest = { ...e }; for (const k of ['event', 'control', 'within', 'things', 'route', 'heading', 'label', 'value', 'words', 'list', 'of', 'person', 'author']) delete rest[k];
  return [r.document.slice(0, 4) + '/' + r.seq, r.frame, e.event, JSON.stringify(rest), ctl(c), e.within && 'within ' + e.within.map((p) => p.kind + ':' + lex(p.name)).join(' < '), ...['route', 'heading', 'label', 'value', 'words', 'list'].filter((k) => e[k]).map((k) => k + '="' + lex(e[k]) + '"'), typeof e.of === 'string' ? 'of ' + e.of : e.of && 'of ' + thing(e.of), e.person && thing(e.person), e.author && 'author ' + thing(e.author), e.things && '[' + e.things.map(thing).join(' ') + ']', e.choice?.items && 'items ' + e.choice.items.map(lex).join(' | ') + ' ' + (e.choice.things ?? []).map(thing).join(' ')].filter(Boolean).join(' ');
};
const P = (n) => JSON.parse(readFileSync(new URL('../../profiles/' + n + '.json', import.meta.url)));
export const profiles = Object.fromEntries(['request-tracker', 'ldap-account-manager', 'roundcube', 'django-admin'].map((n) => [n, P(n)]));
export const systems = [
  { origin: 'http://rt.localhost:18101', kind: 'ticketing', profile: 'request-tracker' },
  { origin: 'http://directory.localhost:18102', kind: 'directory', profile: 'ldap-account-manager' },
  { origin: 'http://mail.localhost:18103', kind: 'email', profile: 'roundcube' },
  { origin: 'http://iam.localhost:18104', kind: 'iam', profile: 'django-admin' },
];
export async function lab(opts = {}) {
  const h = await start();
  await h.set(captureOf(opts.noProfiles ? systems.map(({ profile, ...s }) => s) : systems, { profiles: opts.noProfiles ? {} : profiles, vocabulary: opts.vocabulary ?? [] }));
  let seen = new Set();
  h.dump = async (title) => { await h.wait(900); console.log('== ' + title); for (const r of await h.records()) if (!seen.has(r.key)) { seen.add(r.key); console.log((r.marked ? ' ' : r.unmarked ? 'u' : 'X') + ' ' + show(r)); } };
  return h;
}
