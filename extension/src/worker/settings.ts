/** What the agent set, and what the build says about itself. */
import { database } from '../shared/store';

/** As in the session crate, cut to what a label needs. */
const MAX_LABEL = 80;

/** What the agent wants to be called in the log; nothing unless he says so. */
export async function agentLabel(): Promise<string | undefined> {
  return (await (await database()).get('settings', 'agent')) as string | undefined;
}

export async function setAgentLabel(label: string): Promise<void> {
  const text = label.trim().slice(0, MAX_LABEL);
  const db = await database();
  if (text) await db.put('settings', text, 'agent');
  else await db.delete('settings', 'agent');
}

/** Whether corrections teach; not unless the agent says so. */
export async function learns(): Promise<boolean> {
  return (await (await database()).get('settings', 'learn')) === true;
}

export async function setLearns(on: boolean): Promise<void> {
  await (await database()).put('settings', on, 'learn');
}

interface BuildInfo {
  recorder: string;
  build: string;
  profiles: string;
}

let info: Promise<BuildInfo> | undefined;

/** The version and the hashes of what records, as `cargo xtask build` wrote them. */
export function buildInfo(): Promise<BuildInfo> {
  info ??= fetch(chrome.runtime.getURL('extension/build/build.json'))
    .then((answer) => answer.json() as Promise<BuildInfo & { version: string }>)
    .then(({ version, build, profiles }) => ({ recorder: version, build, profiles }));
  return info;
}
