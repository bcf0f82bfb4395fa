// Lays what people did beside what the session's log holds: gesture by gesture, and phase by phase.

const pageEntries = (file, event) => file.log.filter(({ body }) => body.type === 'page' && body.event.event === event);

/** The machine's clock is one and the same, but an event may carry a time a moment before the ledger's line. */
const slack = 25;

/**
 * Each action owns the time from its beginning to the beginning of the next action. Every gesture of the log falls into
 * one action's time. An Enter that no button takes leaves a submit of unknown origin and no gesture: it counts as held.
 */
export function compareGestures(made, file) {
  const gestures = pageEntries(file, 'gesture');
  const submits = pageEntries(file, 'submit');
  const used = new Set();
  const rows = made.map((action, index) => {
    const from = index === 0 ? 0 : action.at - slack;
    const to = (made[index + 1]?.at ?? Number.POSITIVE_INFINITY) - slack;
    const within = (entry) => entry.wall >= from && entry.wall < to && !used.has(entry.i);
    let held = gestures.filter(within);
    if (held.length === 0 && action.kind === 'key') {
      held = submits.filter((entry) => within(entry) && entry.body.event.origin === 'unknown').slice(0, 1);
    }
    for (const entry of held) used.add(entry.i);
    return { action, held };
  });
  return {
    made: made.length,
    held: rows.filter((row) => row.held.length > 0).length,
    missing: rows.filter((row) => row.held.length === 0).map((row) => row.action),
    extra: [
      ...rows.filter((row) => row.held.length > 1).flatMap((row) => row.held.slice(1)),
      ...gestures.filter((entry) => !used.has(entry.i)),
    ],
    rows,
  };
}

/** How often the phase that the recorder tells is the one that the person was in; commits are looked at singly. */
export function comparePhases(rows, file) {
  const phaseOf = new Map(file.derived.steps.flatMap((step) => step.entries.map((i) => [i, step.phase])));
  const told = rows.flatMap(({ action, held }) => held.map((entry) => ({ action, phase: phaseOf.get(entry.i) })));
  const commits = told.filter(({ action }) => action.commit);
  return {
    seen: ['request', 'approve', 'grant', 'confirm', 'close'].filter((phase) =>
      file.derived.steps.some((step) => step.phase === phase),
    ),
    order: file.derived.steps.map((step) => step.phase).filter((phase, n, all) => phase !== all[n - 1]),
    agreeing: told.filter(({ action, phase }) => action.phase === phase).length,
    compared: told.length,
    commits: commits.length,
    wrongCommits: commits.filter(({ action, phase }) => action.phase !== phase),
  };
}
