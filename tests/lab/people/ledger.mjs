// What people did, written down as they do it: the truth that a recording is compared with.

/**
 * Kinds of user action, one line for each gesture a person makes:
 * `click` (also into a field, before typing), `submit` (a click that sends a form), `toggle` (check box, radio button),
 * `choose` (an option of a list), `key` (a key that acts, such as Enter in a search field).
 * Typing, hovering, reading, pointing with the panel's picker, changing tabs and addresses typed into the address bar are noted as well, but are not
 * gestures on a page: no recorder of pages can or should count them.
 */
export const gestureKinds = ['click', 'submit', 'toggle', 'choose', 'key'];

export class Ledger {
  actions = [];
  typed = [];
  phase = 'request';

  add(entry) {
    const action = { n: this.actions.length + 1, at: Date.now(), phase: this.phase, ...entry };
    this.actions.push(action);
    return action;
  }

  /** What was typed must never be found in a recording. */
  addTyped(text, secret) {
    this.typed.push({ text, secret });
  }

  /** Gestures made in one browser while `recording` was on there. */
  gestures(browser) {
    return this.actions.filter((action) => action.browser === browser && gestureKinds.includes(action.kind));
  }
}
