import type { StoredSession } from '../shared/store';

/** `ledgerium-<ticket or untitled>-<utc>.session.json` */
export function fileName({ ticket, started }: StoredSession): string {
  const time = new Date(started)
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replace(/[-:]/g, '');
  return `ledgerium-${ticket ?? 'untitled'}-${time}.session.json`;
}
