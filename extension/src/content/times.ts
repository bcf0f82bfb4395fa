/** Times that a page states, kept as stated: a local time, and its offset from UTC only where the page says it. */
import type { ClaimedTime } from '../shared/protocol';
import { type PageText, raw } from './read';

/** What the offset of a stated time is known to be. */
export type Zone = 'page-stated' | 'utc' | 'unknown';

const TWO = '(\\d{2})';
const SHORT = '([A-Z][a-z]{2,3})';
const LONG = '([A-Z][a-z]{2,8})';
const MARKS: Record<string, string> = {
  Y: '(\\d{4})',
  y: TWO,
  m: TWO,
  d: TWO,
  e: '(\\d{1,2})',
  b: SHORT,
  B: LONG,
  a: SHORT,
  A: LONG,
  H: TWO,
  I: '(\\d{1,2})',
  M: TWO,
  S: TWO,
  p: '([AaPp])\\.?[Mm]\\.?',
  z: '(Z|[+-]\\d{2}:?\\d{2})',
  '*': '(.*?)',
};
const MONTHS = 'janfebmaraprmayjunjulaugsepoctnovdec';
const NAMED: Record<string, string> = {
  iso: '|T%H:%M| %H:%M|T%H:%M:%S| %H:%M:%S|T%H:%M:%S.%*%z|T%H:%M:%S.%*|T%H:%M%z|T%H:%M:%S%z| %H:%M:%S%z| %H:%M:%S %z'.replace(
    /^|\|/g,
    '$&%Y-%m-%d',
  ),
  rfc2822: '%a, %e %b %Y %H:%M:%S %z|%e %b %Y %H:%M:%S %z|%a, %e %b %Y %H:%M %z',
};

/** The time in the text, by the first of the formats that fits all of it. */
export function timeOf(text: PageText, format: string, zone: Zone): ClaimedTime | undefined {
  const given = raw(text).slice(0, 80);
  for (const pattern of format.split('|').flatMap((part) => NAMED[part]?.split('|') ?? part)) {
    const time = pattern.startsWith('unix') ? counted(given, pattern) : assemble(fit(given, pattern), zone);
    if (time) return time;
  }
  return undefined;
}

/** Seconds or milliseconds since 1970 UTC. */
function counted(text: string, unit: string): ClaimedTime | undefined {
  if (!/^\d{9,14}$/.test(text)) return undefined;
  const at = new Date(Number(text) * (unit === 'unix' ? 1000 : 1));
  return { local: at.toISOString().slice(0, 19), offset_minutes: 0 };
}

function fit(text: string, pattern: string): Map<string, string> | undefined {
  const marks: string[] = [];
  const source = pattern.replace(/%(.)|\s+|[^%\s]/gu, (part, mark?: string) => {
    if (!mark) return /\s/.test(part) ? '\\s+' : part.replace(/[.*+?^${}()|[\]\\/]/u, '\\$&');
    marks.push(mark);
    return MARKS[mark] ?? '(?!)';
  });
  const found = new RegExp(`^${source}$`, 'u').exec(text);
  return found ? new Map(marks.map((mark, index) => [mark, found[index + 1] ?? ''])) : undefined;
}

function assemble(parts: Map<string, string> | undefined, zone: Zone): ClaimedTime | undefined {
  if (!parts) return undefined;
  const number = (...marks: string[]) => Number(marks.map((mark) => parts.get(mark)).find(Boolean) ?? Number.NaN);
  const two = (value: number) => String(value).padStart(2, '0');
  const named = (parts.get('b') ?? parts.get('B'))?.slice(0, 3).toLowerCase();
  const month = named ? MONTHS.indexOf(named) / 3 + 1 : number('m');
  const day = number('d', 'e');
  const year = parts.has('Y') ? number('Y') : 2000 + number('y');
  if (!(Number.isInteger(month) && month >= 1 && month <= 12 && day >= 1 && day <= 31 && year > 0)) return undefined;
  let local = `${year}-${two(month)}-${two(day)}`;
  const half = parts.get('p')?.toLowerCase();
  const hour = half ? (number('I') % 12) + (half === 'p' ? 12 : 0) : number('H');
  if (!Number.isNaN(hour)) {
    const minute = parts.has('M') ? number('M') : 0;
    if (hour > 23 || minute > 59) return undefined;
    local += `T${two(hour)}:${two(minute)}`;
    if (parts.has('S')) local += `:${parts.get('S')}`;
  }
  const stated = parts.get('z');
  const [, sign, hours, minutes] = /([+-])(\d{2}):?(\d{2})/.exec(stated ?? '') ?? [];
  const offset =
    stated === 'Z' || zone === 'utc' ? 0 : (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1);
  return Number.isNaN(offset) ? { local } : { local, offset_minutes: offset };
}

/** A clock or a date in numbers, or how long ago something was. */
const TIME =
  /\d[:h]\d\d(?!\d)|\b\d{1,4}[-./]\d{1,2}[-./]\d{2,4}\b|\d\d日|^(?:vor|hace|h[áa]|il y a)\s+\S|\S\s(?:ago|geleden|fa)$|\d.{1,3}前$/i;

/** Whether a short text says when something was, whatever its form. */
export const isTime = (text: PageText): boolean => raw(text).length < 60 && TIME.test(raw(text));
