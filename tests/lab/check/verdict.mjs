// What must hold of every recording of the lab, said in a line each where it does not.

/** Being in a tab that is not part of the session yet is a gap, and an expected one: each system is first opened, then allowed. */
const expectedGaps = new Set(['elsewhere', 'no_permission']);

const short = (actions) => actions.map(({ n, system, kind, what }) => `${n} ${kind} ${system} "${what}"`).join('; ');

export function problemsOf(result) {
  const { phases, attached, file } = result;
  const gaps = result.gaps.filter((cause) => !expectedGaps.has(cause));
  const wrong = phases.wrongCommits.map(
    ({ action, phase }) => `${action.system} "${action.what}" is ${phase}, not ${action.phase}`,
  );
  const checks = [
    [result.missing.length === 0, `${result.missing.length} user actions are missing: ${short(result.missing)}`],
    [result.extra.length === 0, `${result.extra.length} gestures nobody made: ${JSON.stringify(result.extra)}`],
    [phases.seen.length === 5, `phases seen: ${phases.seen.join(', ')}`],
    [wrong.length === 0, `commits in a wrong phase: ${wrong.join('; ')}`],
    [result.systems === 4, `${result.systems} systems in the file, not 4`],
    [gaps.length === 0, `unexpected gaps: ${gaps.join(', ')}`],
    [
      result.ticketOfSession === String(result.ticket),
      `the file is of ticket ${result.ticketOfSession}, not ${result.ticket}`,
    ],
    [result.status === 'resolved', `the ticket is ${result.status}`],
    [attached.said.outcome === 'confirmed', `the panel says: ${attached.said.words}`],
    [attached.said.sha256 === file.sha256, 'the panel shows another SHA-256 than the saved file has'],
    [attached.same, 'the file on the ticket is not the file that was saved'],
    [result.leaks.length === 0, `in the file, and must not be: ${result.leaks.join(', ')}`],
    [result.errors.length === 0, `the extension's own errors: ${result.errors.join('; ')}`],
  ];
  return checks.flatMap(([good, line]) => (good ? [] : [line]));
}
