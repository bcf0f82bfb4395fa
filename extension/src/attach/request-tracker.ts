/**
 * Request Tracker, by its REST interface, version 2. It takes the web session's cookie, so that pages of RT can use it;
 * run against RT 5.0.3.
 */
import { ticketHere } from '../content/profile';
import { type Adapter, type Attachment, asFile, comment, json, request, type TicketRecord } from './adapter';

export const requestTracker: Adapter = {
  id: 'request-tracker',
  unverified: false,
  record() {
    const ticket = ticketHere();
    return ticket && /^\d+$/.test(ticket) ? new RtTicket(`${webPath()}/REST/2.0`, ticket) : undefined;
  },
};

/** RT may live below a path of its own. */
const webPath = (): string => /^(.*?)\/(?:Ticket|SelfService|Approvals|m)\//.exec(location.pathname)?.[1] ?? '';

interface Listed {
  items: { id: string; Filename?: string }[];
}

class RtTicket implements TicketRecord {
  constructor(
    private readonly rest: string,
    private readonly ticket: string,
  ) {}

  async attach(file: Attachment): Promise<string> {
    const before = await this.newest(file.name);
    const form = new FormData();
    const body = { Content: comment(file), ContentType: 'text/plain' };
    form.append('JSON', JSON.stringify(body));
    form.append('Attachments', asFile(file), file.name);
    await request(`${this.rest}/ticket/${this.ticket}/comment`, { method: 'POST', body: form });
    const after = await this.newest(file.name);
    // A file that RT drops because of its size is missing here, although the comment was accepted.
    return after === before ? '' : after;
  }

  async read(receipt: string): Promise<Uint8Array | undefined> {
    if (!receipt) return undefined;
    const { Content } = await json<{ Content?: string }>(await request(`${this.rest}/attachment/${receipt}`));
    return Content === undefined
      ? undefined
      : Uint8Array.from(atob(Content.replace(/\s/g, '')), (char) => char.charCodeAt(0));
  }

  /** The newest attachment of this name; empty if there is none. */
  private async newest(name: string): Promise<string> {
    const query = 'fields=Filename&order=DESC&orderby=id&per_page=50';
    const listed = await json<Listed>(await request(`${this.rest}/ticket/${this.ticket}/attachments?${query}`));
    return String(listed.items.find(({ Filename }) => Filename === name)?.id ?? '');
  }
}
