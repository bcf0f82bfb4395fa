/** Jira, Cloud and Data Center, by their common interface. Written to the documented calls; not run against Jira. */
import { attr, first } from '../content/safe';
import { type Adapter, type Attachment, asFile, download, json, request, type TicketRecord } from './adapter';

const KEY = /[A-Z][A-Z0-9_]+-\d+/;

export const jira: Adapter = {
  id: 'jira',
  unverified: true,
  record() {
    const query = new URLSearchParams(location.search);
    const key = KEY.exec(
      query.get('selectedIssue') ?? /\/(?:browse|issues|queues\/.*)\/([^/]+)$/.exec(location.pathname)?.[1] ?? '',
    )?.[0];
    const base = contextPath();
    return key && base !== undefined ? new JiraIssue(base, key) : undefined;
  },
};

/** Data Center may live below a path of its own, and says so. Whatever is no such path is not followed. */
function contextPath(): string | undefined {
  const said = first(document, 'meta[name="ajs-context-path"]');
  const path = said ? attr(said, 'content') : '';
  return /^(\/[\w-]+)*$/.test(path) ? path : undefined;
}

class JiraIssue implements TicketRecord {
  constructor(
    private readonly base: string,
    private readonly key: string,
  ) {}

  async attach(file: Attachment): Promise<string> {
    const form = new FormData();
    form.append('file', asFile(file), file.name);
    const answer = await request(`${this.base}/rest/api/2/issue/${this.key}/attachments`, {
      method: 'POST',
      headers: { 'X-Atlassian-Token': 'no-check', Accept: 'application/json' },
      body: form,
    });
    return (await json<{ content?: string }[]>(answer))[0]?.content ?? '';
  }

  /** Cloud sends the reader on to a host that does not answer other origins; then the file stays unconfirmed. */
  read(receipt: string): Promise<Uint8Array | undefined> {
    return receipt ? download(receipt) : Promise.resolve(undefined);
  }
}
