/** Keyboard shortcuts, as the manifest names them. */

import { undo } from './authoring';
import { Failed } from './failures';
import { pause, record, resume, stop } from './lifecycle';
import { currentRow } from './live';
import { stateOf } from './view';

export async function shortcut(command: string): Promise<void> {
  const state = stateOf(await currentRow());
  const active = state === 'recording' || state === 'paused';
  switch (command) {
    case 'record':
      if (active) await stop();
      else if (state === 'failed') throw new Failed('wrong_state', [state]);
      else await record();
      break;
    case 'pause':
      if (state === 'recording') await pause();
      else await resume();
      break;
    case 'undo':
      await undo();
      break;
  }
}
