/** The rest of the panel's ways: lists, settings and texts that are not needed while working. */
import { html, type TemplateResult } from 'lit';
import type { View } from '../shared/messages';
import { type MessageKey, t } from './i18n';
import { icon } from './icons';
import type { PanelDialog } from './panel-dialogs';

export function panelMenu(view: View, show: (dialog: PanelDialog) => void): TemplateResult {
  const entry = (word: MessageKey, act: () => void) => html`
    <li>
      <button
        type="button"
        @click=${(event: Event) => {
          (event.currentTarget as HTMLElement).closest<HTMLElement>('[popover]')?.hidePopover();
          act();
        }}
      >
        ${t(word)}
      </button>
    </li>
  `;
  const session = view.session?.id;
  return html`
    <button type="button" class="icon-button menu-button" popovertarget="panel-menu" aria-label=${t('menu')} title=${t('menu')}>${icon('more')}</button>
    <div id="panel-menu" class="menu panel-menu" popover>
      <ul aria-label=${t('menu')}>
        ${entry('library', () => void chrome.tabs.create({ url: chrome.runtime.getURL('extension/pages/library.html') }))}
        ${session ? entry('inspector', () => show({ kind: 'inspector', session, from: 0 })) : ''}
        ${entry('vocabulary', () => show({ kind: 'vocabulary' }))}
        ${entry('remembered_systems', () => show({ kind: 'systems' }))}
        ${entry('shortcuts', () => show({ kind: 'shortcuts' }))}
        ${entry('settings', () => show({ kind: 'settings' }))}
        ${entry('privacy', () => show({ kind: 'privacy' }))}
      </ul>
    </div>
  `;
}
