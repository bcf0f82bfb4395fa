/** Light, dark, or as the system has it. Kept in this browser; it says nothing about any recording. */
export type Theme = 'system' | 'light' | 'dark';

export const THEMES: readonly Theme[] = ['system', 'light', 'dark'];

const KEY = 'theme';

export function theme(): Theme {
  const stored = localStorage.getItem(KEY);
  return THEMES.find((name) => name === stored) ?? 'system';
}

export function setTheme(name: Theme): void {
  localStorage.setItem(KEY, name);
  applyTheme();
}

export function applyTheme(): void {
  document.documentElement.dataset.theme = theme();
}
