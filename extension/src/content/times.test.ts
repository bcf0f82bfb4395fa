import assert from 'node:assert/strict';
import test from 'node:test';
import type { PageText } from './read';
import { timeOf } from './times';

const at = (given: string, format: string, zone: 'page-stated' | 'utc' | 'unknown' = 'unknown') =>
  timeOf(given as unknown as PageText, format, zone);

test('times are kept as stated', () => {
  assert.deepEqual(at('2026-11-23', 'iso'), { local: '2026-11-23' });
  assert.deepEqual(at('2026-11-23 18:05', 'iso'), { local: '2026-11-23T18:05' });
  assert.deepEqual(at('2026-11-23T18:05:59.123Z', 'iso'), { local: '2026-11-23T18:05:59', offset_minutes: 0 });
  assert.deepEqual(at('2026-11-23T18:05:59+05:30', 'iso'), { local: '2026-11-23T18:05:59', offset_minutes: 330 });
  assert.deepEqual(at('Mon, 23 Nov 2026 18:05:59 -0800', 'rfc2822'), {
    local: '2026-11-23T18:05:59',
    offset_minutes: -480,
  });
  assert.deepEqual(at('2026-11-23T09:05:00Z', 'rfc2822|iso'), { local: '2026-11-23T09:05:00', offset_minutes: 0 });
  assert.deepEqual(at('1795457159', 'unix'), { local: '2026-11-23T18:05:59', offset_minutes: 0 });
});

test('the formats of profiles are tried in order', () => {
  const django = '%b. %e, %Y, %I:%M %p|%B %e, %Y, %I:%M %p|%b. %e, %Y, %I %p|%B %e, %Y, %I %p';
  assert.deepEqual(at('Nov. 23, 2026, 6:05 p.m.', django), { local: '2026-11-23T18:05' });
  assert.deepEqual(at('May 3, 2026, 12:05 a.m.', django), { local: '2026-05-03T00:05' });
  assert.deepEqual(at('Nov. 23, 2026, 6 p.m.', django), { local: '2026-11-23T18:00' });
  const rt = '%a %b %e %H:%M:%S %Y by %*|%Y-%m-%d %H:%M:%S by %*';
  assert.deepEqual(at('Mon Nov 23 18:05:59 2026 by RT_System', rt), { local: '2026-11-23T18:05:59' });
  assert.deepEqual(at('23.11.26 18:05', '%d.%m.%y %H:%M', 'utc'), { local: '2026-11-23T18:05', offset_minutes: 0 });
});

test('what is no time is none', () => {
  for (const bad of ['', 'yesterday', '2026-13-01', '2026-11-23T25:00', 'Jane Roe', '2026-11-23T18:61']) {
    assert.equal(at(bad, 'iso|rfc2822|unix_ms'), undefined, bad);
  }
});
