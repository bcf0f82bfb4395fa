// Lays what people did beside the log of a recording, and says what is true of it (tests/corpus/README.md).

import { compareGestures } from '../lab/check/gestures.mjs';
import { gestureKinds } from '../lab/people/ledger.mjs';

const owned = new Set(['submit', 'choice']);
const looked = new Set(['view', 'state', 'claim', 'record', 'mention', 'person', 'members']);

const pageEvent = ({ body }) => (body.type === 'page' ? body.event.event : undefined);

/**
 * A choice or submit belongs to the act in whose time it came. When a field was edited is told in whole seconds only, so
 * that goes by the order of the log: it belongs to the last act before it on the same page.
 */
function alsoOf(file, rows) {
  const ends = rows.map((_, index) => (rows[index + 1]?.action.at ?? Number.POSITIVE_INFINITY) - 25);
  const also = rows.map(() => []);
  const taken = new Set(rows.flatMap(({ held }) => held.map(({ i }) => i)));
  for (const entry of file.log) {
    if (!owned.has(pageEvent(entry)) || taken.has(entry.i)) continue;
    const edited = entry.body.event.choice?.did === 'edited';
    const before = ({ held }) => held[0]?.i < entry.i && held[0].body.document === entry.body.document;
    const at = edited ? rows.findLastIndex(before) : ends.findIndex((end) => entry.wall < end);
    if (at >= 0) also[at].push(entry.i);
  }
  return also;
}

/** What the page showed from its opening until the next act. */
function readsOf(file, ledger, rows, systemOf) {
  const reads = [];
  for (const action of ledger.actions.filter(({ kind, shows }) => kind === 'read' && shows)) {
    const before = rows.findLast((row) => row.action.n < action.n);
    const after = rows.find((row) => row.action.n > action.n);
    const from = before ? before.action.at - 25 : 0;
    const to = after ? after.action.at - 25 : Number.POSITIVE_INFINITY;
    const shown = file.log.filter(
      (entry) =>
        entry.wall >= from &&
        entry.wall < to &&
        looked.has(pageEvent(entry)) &&
        entry.body.system === systemOf(action.system),
    );
    // The way to the page may have led over others; a mail stands in a frame, which is a document of its own.
    const top = shown.findLast(({ body }) => body.frame === 'top')?.body.document;
    for (const entry of shown) {
      if (entry.body.frame === 'top' && entry.body.document !== top) continue;
      reads.push({
        entry: entry.i,
        phase: action.phase,
        what: action.shows,
        ...(action.ticket && { ticket: action.ticket }),
      });
    }
  }
  const seen = new Set();
  return reads.filter(({ entry }) => !seen.has(entry) && seen.add(entry));
}

/**
 * The truth of a recording, and what is wrong with it.
 * @param {object} recording `name`, `story`, `profiles`, `vocabulary`, `language`, `agents`, `violations`, `apps` by name
 */
export function truthOf(recording, ledger, file) {
  const { apps } = recording;
  const acts = ledger.actions.filter(({ kind, recorded }) => recorded !== false && gestureKinds.includes(kind));
  const compared = compareGestures(acts, file);
  const idOf = (name) => file.systems.find(({ origin }) => origin === new URL(apps[name].start).origin)?.id;
  const also = alsoOf(file, compared.rows);
  const rows = compared.rows.map((row, index) => ({ ...row, also: also[index] }));
  const entryOf = new Map(rows.map(({ action, held }) => [action, held[0]?.i]));
  const used = Object.values(apps).filter(({ name }) => idOf(name) !== undefined);
  const perSystem = (value) => Object.fromEntries(used.map((app) => [String(idOf(app.name)), value(app)]));
  const people = [...new Set(acts.map(({ person }) => person))];

  const truth = {
    name: recording.name,
    session: file.session.id,
    story: recording.story,
    products: perSystem(({ product }) => product),
    kinds: perSystem(({ kind }) => kind),
    languages: perSystem(({ languages }) => (languages?.includes(recording.language) ? recording.language : 'en')),
    language: recording.language,
    profiles: recording.profiles,
    vocabulary: recording.vocabulary,
    agents: people.map((login) => recording.roles[login] ?? 'agent').filter((role, n, all) => all.indexOf(role) === n),
    acts: rows
      .filter(({ held }) => held.length > 0)
      .map(({ action, held, also: others }) => ({
        entry: held[0].i,
        also: others,
        phase: action.phase,
        system: held[0].body.system,
        product: apps[action.system]?.product,
        who: recording.roles[action.person] ?? 'agent',
        what: `${action.kind} ${action.what}`,
        ...(action.ticket && { ticket: action.ticket }),
        ...(action.way && { way: true }),
        ...(action.commit && { commit: true }),
        ...(action.failed && { failed: true }),
      })),
    missed: compared.missing
      .filter(({ lossy }) => lossy)
      .map((action) => ({
        after: rows.findLast((row) => row.action.n < action.n && row.held.length > 0)?.held[0].i ?? 0,
        phase: action.phase,
        product: apps[action.system]?.product,
        what: `${action.kind} ${action.what}`,
      })),
    reads: readsOf(file, ledger, compared.rows, idOf),
    violations: recording.violations,
    grants: acts.flatMap((action) =>
      (action.grants ?? []).map((grant) => ({ entry: entryOf.get(action), system: idOf(action.system), ...grant })),
    ),
  };
  return { truth, problems: problemsOf(compared, truth, file, idOf, acts) };
}

/** A gap that the harness itself makes: the panel's own tab, and tabs before they are covered. */
const expectedGaps = new Set(['elsewhere', 'no_permission']);

function problemsOf({ missing, extra }, truth, file, idOf, acts) {
  const gaps = file.log.filter(({ body }) => body.type === 'gap' && !expectedGaps.has(body.cause));
  const foreign = acts.filter(({ system }) => idOf(system) === undefined);
  const crossed = truth.acts.filter(({ system, product }) => truth.products[String(system)] !== product);
  return [
    ...missing
      .filter(({ lossy }) => !lossy)
      .map(({ n, kind, system, what }) => `act ${n} is missing in the log: ${kind} ${system} "${what}"`),
    ...extra.map(({ i, body }) => `entry ${i} is a gesture that nobody made: ${JSON.stringify(body.event)}`),
    ...gaps.map(({ i, body }) => `entry ${i} is an unexpected gap: ${body.cause}`),
    ...foreign.map(({ n, system }) => `act ${n} happened in ${system}, which the file does not have`),
    ...crossed.map(({ entry, product }) => `entry ${entry} is of another system than its act in ${product}`),
    ...truth.grants
      .filter(({ entry }) => entry === undefined)
      .map(({ access }) => `the grant of ${access} has no entry`),
  ];
}
