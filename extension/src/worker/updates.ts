/** A new version waits for the end of the recording, and is taken as soon as none runs. */
import { isActive } from './lifecycle';
import { current } from './live';

const KEY = 'update';

export async function updateAvailable(): Promise<void> {
  await chrome.storage.session.set({ [KEY]: true });
  await updateIfIdle();
}

/** Called whenever a recording may have ended. */
export async function updateIfIdle(): Promise<void> {
  const waiting = (await chrome.storage.session.get(KEY))[KEY];
  if (waiting && !isActive(await current())) chrome.runtime.reload();
}
