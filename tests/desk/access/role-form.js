import { make } from './dom.js';

const style = `
  label { display: block; font-weight: 600; margin-bottom: .3rem; }
  select, button { font: inherit; padding: .45rem .8rem; border: 1px solid #9a8fb8; border-radius: 8px; background: #fff; }
  select { width: 100%; margin-bottom: 1rem; }
  button { cursor: pointer; margin-right: .5rem; }
  .primary { background: #5b3db5; border-color: #5b3db5; color: #fff; }
  :focus-visible { outline: 3px solid #e59b00; outline-offset: 1px; }
`;

/** The form of the dialog "Assign role", as a component with an open shadow root. */
class RoleForm extends HTMLElement {
  /** Shows the roles and calls back with the one that was chosen, or with nothing. */
  start(roles, done) {
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open', delegatesFocus: true });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    root.adoptedStyleSheets = [sheet];
    const select = make('select', { id: 'role', required: true }, make('option', { value: '' }, 'Choose a role'));
    select.append(...roles.map((role) => make('option', {}, role)));
    const form = make(
      'form',
      {},
      make('label', { htmlFor: 'role' }, 'Role'),
      select,
      make('button', { className: 'primary' }, 'Assign'),
      make('button', { type: 'button', onclick: () => done() }, 'Cancel'),
    );
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      done(select.value);
    });
    root.replaceChildren(form);
  }
}

customElements.define('role-form', RoleForm);
