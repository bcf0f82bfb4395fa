/** Dialogs that only tell: what is recorded, and the keys. */
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { privacyText } from '../consent';
import { DialogElement } from '../dialog';
import { type MessageKey, t } from '../i18n';

@customElement('ledgerium-privacy-dialog')
export class PrivacyDialog extends DialogElement {
  protected heading(): string {
    return t('privacy');
  }

  protected body(): TemplateResult {
    return privacyText();
  }
}

/** Keys inside the panel; those that work everywhere belong to the browser and can be changed there. */
const PANEL_KEYS: readonly [keys: string, what: MessageKey][] = [
  ['Ctrl+Z', 'undo'],
  ['F2', 'key_rename'],
  ['Delete', 'key_delete'],
  ['Ctrl+Enter', 'key_save'],
  ['↑ ↓', 'key_menu'],
  ['Esc', 'key_escape'],
];

@customElement('ledgerium-shortcuts-dialog')
export class ShortcutsDialog extends DialogElement {
  @state() private commands: chrome.commands.Command[] = [];

  protected override firstUpdated(changed: PropertyValues): void {
    super.firstUpdated(changed);
    void chrome.commands.getAll().then((commands) => {
      this.commands = commands.filter((command) => command.description);
    });
  }

  protected heading(): string {
    return t('shortcuts');
  }

  protected body(): TemplateResult {
    return html`
      ${
        this.commands.length
          ? html`<h3>${t('shortcuts_everywhere')}</h3>
              <dl class="keys">
                ${this.commands.map(
                  (command) =>
                    html`<div><dt>${command.description}</dt><dd>${command.shortcut ? html`<kbd>${command.shortcut}</kbd>` : t('shortcut_unset')}</dd></div>`,
                )}
              </dl>
              ${this.commands.every(({ shortcut }) => shortcut) ? nothing : html`<p class="hint">${t('shortcuts_unset_help')}</p>`}
              <p><button type="button" class="link" @click=${this.change}>${t('shortcuts_change')}</button></p>`
          : nothing
      }
      <h3>${t('shortcuts_panel')}</h3>
      <dl class="keys">
        ${PANEL_KEYS.map(([keys, what]) => html`<div><dt>${t(what)}</dt><dd><kbd>${keys}</kbd></dd></div>`)}
      </dl>
    `;
  }

  /** The browser lets no extension set keys; it has a page for people to do it. */
  private change(): void {
    void chrome.tabs.create({ url: 'chrome://extensions/shortcuts' });
  }
}
