/** The dialogs of the panel, by what they are wanted for. */
import { html, type TemplateResult } from 'lit';
import type { View } from '../shared/messages';
import type { Step } from '../shared/protocol';
import { send } from './channel';
import type { SealedFile } from './files';
import { t } from './i18n';
import './dialogs/about';
import './dialogs/attach';
import './dialogs/confirm';
import './dialogs/inspector';
import './dialogs/off-browser';
import './dialogs/settings';
import './dialogs/systems';
import './dialogs/text';
import './dialogs/vocabulary';

export type PanelDialog =
  | { kind: 'note' | 'rename'; step?: Step; about?: string }
  | { kind: 'off_browser' | 'vocabulary' | 'systems' | 'shortcuts' | 'settings' | 'privacy' }
  | { kind: 'inspector'; session: string; from: number }
  | { kind: 'discard'; session: string }
  | {
      kind: 'attach';
      session: string;
      ticket: string | undefined;
      file: SealedFile | undefined;
      running: boolean;
      closed: boolean;
    };

export function dialogFor(dialog: PanelDialog, view: View): TemplateResult {
  switch (dialog.kind) {
    case 'note':
    case 'rename':
      return html`<ledgerium-text-dialog .purpose=${dialog.kind} .step=${dialog.step} .about=${dialog.about ?? ''}></ledgerium-text-dialog>`;
    case 'off_browser':
      return html`<ledgerium-off-browser-dialog></ledgerium-off-browser-dialog>`;
    case 'vocabulary':
      return html`<ledgerium-vocabulary-dialog .view=${view}></ledgerium-vocabulary-dialog>`;
    case 'systems':
      return html`<ledgerium-systems-dialog></ledgerium-systems-dialog>`;
    case 'shortcuts':
      return html`<ledgerium-shortcuts-dialog></ledgerium-shortcuts-dialog>`;
    case 'settings':
      return html`<ledgerium-settings-dialog></ledgerium-settings-dialog>`;
    case 'privacy':
      return html`<ledgerium-privacy-dialog></ledgerium-privacy-dialog>`;
    case 'inspector':
      return html`<ledgerium-inspector-dialog .session=${dialog.session} .from=${dialog.from} .names=${view}></ledgerium-inspector-dialog>`;
    case 'discard':
      return html`<ledgerium-confirm-dialog
        .question=${t('discard_question')}
        .explanation=${t('discard_explanation')}
        .word=${t('discard')}
        .act=${() => send({ do: 'discard', session: dialog.session })}
      ></ledgerium-confirm-dialog>`;
    case 'attach':
      return html`<ledgerium-attach-dialog
        .session=${dialog.session}
        .ticket=${dialog.ticket}
        .file=${dialog.file}
        .running=${dialog.running}
        .closed=${dialog.closed}
      ></ledgerium-attach-dialog>`;
  }
}
