// The three recordings of the lab.
import { managed, store } from '../../e2e/lib/browser.mjs';
import { recordProvisioning } from './recording.mjs';

export const recordings = {
  'two-browsers': {
    title: 'agent and colleagues at two browsers; the approval is what the agent reads in the ticket',
    record: (options) => recordProvisioning({ ...options, browsers: 2, extension: managed }),
  },
  'one-browser': {
    title: 'everybody at one browser, signing out and in',
    record: (options) => recordProvisioning({ ...options, browsers: 1, extension: managed }),
  },
  'asked-hosts': {
    title: 'the store package: access asked for system by system',
    record: (options) => recordProvisioning({ ...options, browsers: 2, extension: store }),
  },
};
