// The panel by keyboard alone, and what it says to those who hear it.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { button, push, sent, startPages } from './panel/harness.mjs';
import { views } from './panel/views.mjs';

let pages;
before(async () => {
  pages = await startPages();
});
after(() => pages.close());

/** Names of what has the focus, Tab by Tab, until it comes back to the start; and whether each can be seen to have it. */
async function tabThrough(tab) {
  const names = [];
  for (;;) {
    await tab.keyboard.press('Tab');
    const stop = await tab.evaluate(() => {
      const at = document.activeElement;
      if (!at || at === document.body) return undefined;
      const box = at.getBoundingClientRect();
      const style = getComputedStyle(at);
      const covered = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
      return {
        name: (at.getAttribute('aria-label') ?? at.labels?.[0]?.textContent ?? at.textContent)
          .replace(/\s+/g, ' ')
          .trim(),
        outlined: style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 2,
        seen: at === covered || at.contains(covered),
      };
    });
    if (!stop) return names;
    assert.ok(stop.outlined, `the focus on “${stop.name}” can be seen`);
    assert.ok(stop.seen, `“${stop.name}” is not hidden under something else while it has the focus`);
    names.push(stop.name);
    assert.ok(names.length < 100, 'the focus comes around');
  }
}

describe('every control is reached by Tab, in the order in which it is read', () => {
  for (const [name, page, view] of [
    ['idle', 'panel', 'idle'],
    ['recording', 'panel', 'recording'],
    ['not covered', 'panel', 'uncovered'],
    ['another ticket', 'panel', 'other_ticket'],
    ['stopped', 'panel', 'stopped'],
    ['failed', 'panel', 'failed'],
    ['library', 'library', 'recording'],
  ]) {
    it(name, async () => {
      const tab = await pages.open({ page, view });
      if (page === 'library') await tab.locator('.recording').first().waitFor();
      const reached = await tabThrough(tab);
      const wanted = await tab.evaluate(() =>
        [...document.querySelectorAll('button, summary, input, select, textarea, a[href]')]
          .filter((element) => !element.disabled && element.checkVisibility())
          .map((element) =>
            (element.getAttribute('aria-label') ?? element.labels?.[0]?.textContent ?? element.textContent)
              .replace(/\s+/g, ' ')
              .trim(),
          ),
      );
      assert.deepEqual(reached, wanted);
      assert.ok(wanted.every(Boolean), 'each has a name');
      await tab.context().close();
    });
  }
});

describe('controls work by key', () => {
  it('records on Enter and stops on Space', async () => {
    const tab = await pages.open({ view: 'first' });
    await button(tab, 'Record').focus();
    await tab.keyboard.press('Enter');
    await push(tab, views.recording);
    await button(tab, 'Stop').focus();
    await tab.keyboard.press('Space');
    await button(tab, 'Stop').and(tab.locator(':enabled')).waitFor();
    assert.deepEqual(await sent(tab), [{ do: 'record' }, { do: 'stop' }]);
    await tab.context().close();
  });

  it('keeps the focus on the course of the recording when its buttons change', async () => {
    const tab = await pages.open({ view: 'first' });
    // An answer takes a moment, in which the button rests and the browser takes the focus from it.
    await tab.evaluate(() => {
      const answer = window.chrome.runtime.sendMessage;
      const frame = () => new Promise(requestAnimationFrame);
      window.chrome.runtime.sendMessage = (command) =>
        frame()
          .then(frame)
          .then(frame)
          .then(() => answer(command));
    });
    for (const [pressed, view, next] of [
      ['Record', 'recording', 'Pause'],
      ['Pause', 'paused', 'Resume'],
      ['Resume', 'recording', 'Pause'],
      ['Stop', 'stopped', 'Attach to ticket'],
    ]) {
      await button(tab, pressed).focus();
      await tab.keyboard.press('Enter');
      await button(tab, pressed).and(tab.locator(':enabled')).waitFor();
      await push(tab, views[view]);
      await button(tab, next).and(tab.locator(':focus')).waitFor();
    }
    await tab.context().close();
  });

  it('saves a note and an approval on Ctrl+Enter, and lists that key', async () => {
    const tab = await pages.open({});
    await button(tab, 'Add note').click();
    await tab.keyboard.type('By key.');
    await tab.keyboard.press('Control+Enter');
    await tab.getByRole('dialog').waitFor({ state: 'detached' });
    await button(tab, 'Record off-browser approval').click();
    await tab.keyboard.type('owner of the warehouse');
    await tab.getByLabel('How').focus();
    await tab.keyboard.press('Control+Enter');
    await tab.getByRole('dialog').waitFor({ state: 'detached' });
    const [note, approval] = await sent(tab);
    assert.deepEqual(note, { do: 'author', entry: { authored: 'note', text: 'By key.' } });
    assert.equal(approval.entry.approver, 'owner of the warehouse');
    await button(tab, 'Menu').click();
    await button(tab, 'Keyboard shortcuts').click();
    await tab.getByText('Ctrl+Enter').waitFor();
    await tab.getByText('chrome://extensions/shortcuts').waitFor();
    await tab.context().close();
  });

  it('relabels a step in its menu, and the focus is back on the menu’s button', async () => {
    const tab = await pages.open({});
    const opener = tab.locator('.step [popovertarget]').nth(1);
    await opener.focus();
    await tab.keyboard.press('Enter');
    await tab.locator('[role=menu]:popover-open [role=menuitemradio]:focus').waitFor();
    await tab.keyboard.press('ArrowUp');
    assert.equal(await tab.evaluate(() => document.activeElement.textContent.trim()), 'Delete', 'the menu goes round');
    await tab.keyboard.press('Home');
    await tab.keyboard.press('ArrowDown');
    await tab.keyboard.press('Enter');
    await tab.locator('[role=menu]:popover-open').waitFor({ state: 'detached' });
    assert.deepEqual(await sent(tab), [
      { do: 'author', entry: { authored: 'relabel', entries: [9, 10, 11, 12, 13], phase: 'approve' } },
    ]);
    assert.ok(await opener.evaluate((element) => element === document.activeElement));
    await tab.context().close();
  });

  it('deletes the step in focus on Delete and takes it back on Ctrl+Z', async () => {
    const tab = await pages.open({});
    await tab.locator('.step-title').first().focus();
    await tab.keyboard.press('Delete');
    await tab.keyboard.press('Control+z');
    assert.deepEqual(await sent(tab), [
      { do: 'author', entry: { authored: 'exclude', entries: [4, 5, 6, 7] } },
      { do: 'undo' },
    ]);
    await tab.context().close();
  });

  it('renames the step in focus on F2', async () => {
    const tab = await pages.open({});
    await tab.locator('.step-title').first().focus();
    await tab.keyboard.press('F2');
    await tab.getByLabel('Name of the step').fill('Read the request');
    await tab.keyboard.press('Enter');
    await tab.locator('dialog').waitFor({ state: 'detached' });
    assert.deepEqual(await sent(tab), [
      { do: 'author', entry: { authored: 'rename', step: 4, name: 'Read the request' } },
    ]);
    await tab.context().close();
  });

  it('leaves Ctrl+Z to a field in which one writes', async () => {
    const tab = await pages.open({});
    await button(tab, 'Change').click();
    await tab.getByLabel('Ticket number').fill('13');
    await tab.keyboard.press('Control+z');
    assert.deepEqual(await sent(tab), []);
    await tab.context().close();
  });

  it('closes a dialog on Escape and gives the focus back', async () => {
    const tab = await pages.open({});
    await button(tab, 'Add note').focus();
    await tab.keyboard.press('Enter');
    await tab.getByRole('dialog').waitFor();
    assert.equal(await tab.evaluate(() => document.activeElement.id), 'text-field', 'the field has the focus');
    await tab.keyboard.press('Escape');
    await tab.getByRole('dialog').waitFor({ state: 'detached' });
    assert.ok(await button(tab, 'Add note').evaluate((element) => element === document.activeElement));
    await tab.context().close();
  });

  it('opens the note when its shortcut was pressed elsewhere', async () => {
    const tab = await pages.open({});
    await tab.evaluate(() => window.recorder.tell({ to: 'panel', focus: 'note' }));
    await tab.getByRole('dialog', { name: 'Add note' }).waitFor();
    await tab.context().close();
  });
});

describe('what changed is said', () => {
  const spoken = (tab) => tab.locator('[aria-live=polite]').textContent();

  it('says the state, new steps with their phase, gaps and the ticket, and no step twice', async () => {
    const tab = await pages.open({ view: 'empty' });
    assert.equal(await spoken(tab), '');
    await push(tab, { ...views.empty, session: { ...views.empty.session, ticket: '12' } });
    assert.equal(await spoken(tab), 'Ticket 12');
    const [first, second] = views.recording.steps;
    await push(tab, { ...views.recording, steps: [first] });
    assert.equal(await spoken(tab), 'Request: Looked at “Ticket ▮”, Request Tracker. Recording was paused.');
    await push(tab, { ...views.recording, steps: [first, second] });
    assert.equal(await spoken(tab), 'Grant: Add member ▮ in the “Groups” list, LDAP Account Manager');
    await push(tab, { ...views.paused, steps: [first, second] });
    assert.equal(await spoken(tab), 'Paused');
    await tab.context().close();
  });
});
