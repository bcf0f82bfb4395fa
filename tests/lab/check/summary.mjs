// The figures of a recording, for people and for programs.

export const summaryOf = ({ rows, ...result }) => result;

const columns = [
  ['recording', (r) => r.name],
  ['user actions', (r) => r.made],
  ['in the log', (r) => r.held],
  ['missing', (r) => r.missing.length],
  ['extra', (r) => r.extra.length],
  ['phases', (r) => `${r.phases.seen.length} of 5`],
  ['commits right', (r) => `${r.phases.commits - r.phases.wrongCommits.length} of ${r.phases.commits}`],
  ['actions in their phase', (r) => `${r.phases.agreeing} of ${r.phases.compared}`],
  ['entries', (r) => r.entries],
  ['gaps', (r) => r.gaps.length],
  ['steps', (r) => r.steps],
  ['file', (r) => `${(r.file.size / 1024).toFixed(0)} kB`],
  ['read back from the ticket', (r) => (r.attached.same ? `same SHA-256 (${r.file.sha256.slice(0, 12)}…)` : 'NO')],
  ['leaks', (r) => r.leaks.length],
  ['time', (r) => `${(r.ms / 1000).toFixed(0)} s`],
];

/** A Markdown table, one recording a column: there are more figures than recordings. */
export function tableOf(results) {
  const lines = columns.map(([title, cell]) => `| ${title} | ${results.map(cell).join(' | ')} |`);
  lines.splice(1, 0, `| --- |${results.map(() => ' --- |').join('')}`);
  return `${lines.join('\n')}\n`;
}
