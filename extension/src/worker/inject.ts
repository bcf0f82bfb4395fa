/** Running scripts in tabs. Every call is short: nothing that is put into a page this way stays there by itself. */

/** What one frame answered. */
export interface FrameAnswer<R> {
  frameId: number;
  documentId: string;
  result?: R;
}

type Target = chrome.scripting.InjectionTarget;

/** Calls a function in the frames of a tab. It must not use anything from around it. */
export function callIn<A extends unknown[], R>(
  target: Target,
  func: (...args: A) => R,
  ...args: A
): Promise<FrameAnswer<Awaited<R>>[]> {
  // The published types know functions without arguments only.
  const injection = { target, func: func as () => void, args, injectImmediately: true };
  return chrome.scripting.executeScript(injection) as unknown as Promise<FrameAnswer<Awaited<R>>[]>;
}

/** Runs files of the extension in the frames of a tab. */
export async function filesIn(target: Target, files: string[]): Promise<void> {
  await chrome.scripting.executeScript({ target, files, injectImmediately: true });
}
