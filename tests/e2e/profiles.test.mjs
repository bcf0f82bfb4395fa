// Every selector of every profile is one that the browser understands; in a page a bad one would only be skipped.
import { deepEqual, ok } from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { launch, root } from './lib/browser.mjs';

const folder = path.join(root, 'profiles');
const profiles = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => JSON.parse(readFileSync(path.join(folder, name), 'utf8')));

/** All strings below `value` that are used as selectors. */
function selectors(value, key = '') {
  if (typeof value === 'string') return ['selector', 'item', 'author', 'time'].includes(key) ? [value] : [];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, part]) => selectors(part, Array.isArray(value) ? key : name));
}

let browser;
before(async () => {
  browser = await launch({ extension: null });
});
after(() => browser.close());

test('the browser understands the selectors of all profiles', async () => {
  const [page] = browser.context.pages();
  for (const profile of profiles) {
    const all = selectors(profile);
    const bad = await page.evaluate(
      (list) =>
        list.filter((selector) => {
          try {
            document.querySelector(selector);
            return false;
          } catch {
            return true;
          }
        }),
      all,
    );
    deepEqual(bad, [], profile.id);
    ok(all.length > 0 || profile.recognise.every(({ host }) => host), `${profile.id} knows nothing but a host`);
  }
});
