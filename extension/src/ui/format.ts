/** Times, durations and sizes as people read them. */
import type { ClaimedTime } from '../shared/protocol';
import { locale, t } from './i18n';

const clock = new Intl.DateTimeFormat(locale, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});
const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
const dayAndClock = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });

export const timeOfDay = (ms: number): string => clock.format(ms);
export const date = (ms: number): string => day.format(ms);
export const dateAndTime = (ms: number): string => dayAndClock.format(ms);

/** `0:07`, `12:31`, `1:02:03`: for a clock that runs. */
export function elapsed(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const two = (n: number) => String(n).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes % 60)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** `18 s`, `3 min 5 s`, `2 h 10 min`: for something that took so long. */
export function duration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 1) return t('duration_moment');
  if (seconds < 60) return t('duration_s', seconds);
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return seconds % 60 ? t('duration_min_s', minutes, seconds % 60) : t('duration_min', minutes);
  return t('duration_h_min', Math.floor(minutes / 60), minutes % 60);
}

/** A size in bytes, kB or MB. */
export function fileSize(bytes: number): string {
  if (bytes < 1000) return t('size_b', bytes);
  if (bytes < 1_000_000) return t('size_kb', number.format(bytes / 1000));
  return t('size_mb', number.format(bytes / 1_000_000));
}

/** A time that a page or the agent states: as stated, since nothing about it is ours to convert. */
export function claimed(time: ClaimedTime): string {
  const shown = time.local.replace('T', ' ');
  if (time.offset_minutes === undefined) return shown;
  const size = Math.abs(time.offset_minutes);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${shown} UTC${time.offset_minutes < 0 ? '−' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** A weight or lead in thousandths, with its sign. */
export function thousandths(value: number): string {
  const shown = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return `${value < 0 ? '−' : '+'}${shown.format(Math.abs(value) / 1000)}`;
}
