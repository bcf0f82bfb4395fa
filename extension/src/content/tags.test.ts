import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import test from 'node:test';
import { unhex } from '../shared/hex';
import type { PageText } from './read';
import { anything, entitlement, Mac, person, personForms, ticket, useCaseKey } from './tags';

const text = (given: string) => given as unknown as PageText;
const KEY = '0f'.repeat(32);
useCaseKey(KEY);

const tag = (form: string) => createHmac('sha256', Buffer.from(KEY, 'hex')).update(form).digest('hex').slice(0, 16);

test('tags and marks are HMAC-SHA256, cut', () => {
  assert.equal(
    new Mac(unhex(KEY)).of('grüße', 16),
    createHmac('sha256', Buffer.from(KEY, 'hex')).update('grüße').digest('hex').slice(0, 32),
  );
  assert.deepEqual(person(text('Jane'), 'login'), { person: [tag('jane')] });
});

test('the forms under which a person is known', () => {
  assert.deepEqual(personForms('jroe', 'login'), ['jroe']);
  assert.deepEqual(personForms('CORP\\JRoe', 'login'), ['jroe']);
  assert.deepEqual(personForms('Jane Roe', 'name'), ['jane roe']);
  assert.deepEqual(personForms('Roe, Jane', 'name'), ['jane roe']);
  assert.deepEqual(personForms('Jane', 'name'), []);
  assert.deepEqual(personForms('jane.roe@corp.example'), ['jane.roe', 'jane roe']);
  assert.deepEqual(personForms('mailto:jroe@corp.example'), ['jroe']);
  assert.deepEqual(personForms('Jane Roe <jroe@corp.example>'), ['jroe', 'jane roe']);
  assert.deepEqual(personForms('jroe (Jane Roe)', 'login'), ['jane roe', 'jroe']);
  assert.deepEqual(personForms('12345'), []);
  assert.deepEqual(personForms('a sentence that is far too long to be a name'), []);
});

test('an entitlement is a tag of its name, and of a distinguished name the first part', () => {
  assert.deepEqual(entitlement(text(' Finance  Admins ')), { entitlement: [tag('finance admins')] });
  assert.deepEqual(entitlement(text('cn=Finance Admins,ou=groups,dc=corp')), { entitlement: [tag('finance admins')] });
  assert.equal(entitlement(text(' – ')), undefined);
});

test('a row names a person by an address, else a record', () => {
  assert.deepEqual(anything(text('jroe@corp.example')), { person: [tag('jroe')] });
  assert.deepEqual(anything(text('Jane')), { record: [tag('jane')] });
});

test('a cell that is made to be slow costs no more than a short one', (t) => {
  const tried = t.mock.method(RegExp.prototype, 'test');
  for (const cell of ['<@'.repeat(90), '<@'.repeat(1000), 'a@'.repeat(1000), `${'<a'.repeat(999)}@>`]) {
    anything(text(`${cell} x`));
    for (const { arguments: given } of tried.mock.calls) assert.ok(String(given[0]).length <= 200, cell.slice(0, 9));
  }
  assert.deepEqual(anything(text('Jane Roe <jroe@corp.example>')), {
    person: [tag('jroe'), tag('jane roe')],
  });
});

test('only what has the form of a ticket number is one', () => {
  for (const good of ['12', 'TK-1042', 'RITM0010023', 'f'.repeat(31).concat('0')])
    assert.equal(ticket(text(good)), good);
  for (const bad of ['', 'Jane', 'jane@example.com', '12 34', 'tk-1042', '1234567890123'])
    assert.equal(ticket(text(bad)), undefined);
});
