import assert from 'node:assert/strict';
import test from 'node:test';
import { AttachError, download, request } from './adapter';

const HOME = 'https://tickets.example';

test("a file goes to the ticket's own origin and follows nobody elsewhere", async (t) => {
  Object.assign(globalThis, { location: new URL(`${HOME}/browse/ACC-12`) });
  const sent: [string, RequestInit][] = [];
  t.mock.method(globalThis, 'fetch', async (to: unknown, init: RequestInit) => {
    sent.push([String(to), init]);
    return new Response('{}');
  });
  for (const address of ['https://other.example/x', '//other.example/x', '/\\other.example/x', 'data:,x']) {
    await assert.rejects(request(address, { method: 'POST' }), (error) => error instanceof AttachError, address);
    assert.equal(await download(address), undefined, address);
  }
  assert.equal(sent.length, 0);
  await request('/rest/api', { method: 'POST' });
  await request(`${HOME}/secure/9`);
  assert.deepEqual(
    sent.map(([to, { redirect }]) => [to, redirect]),
    [
      [`${HOME}/rest/api`, 'error'],
      [`${HOME}/secure/9`, undefined],
    ],
  );
});
