/** ServiceNow, by its attachment interface. Written to the documented calls; not run against a ServiceNow instance. */
import { attr, find } from '../content/safe';
import { type Adapter, type Attachment, download, json, request, type TicketRecord } from './adapter';

export const servicenow: Adapter = {
  id: 'servicenow',
  unverified: true,
  record() {
    const place = tableAndId();
    return place && new ServiceNowRecord(place.table, place.id);
  },
};

/** Table and id stand in the address, in the classic interface as a parameter that is encoded once more. */
function tableAndId(): { table: string; id: string } | undefined {
  const address = decodeURIComponent(decodeURIComponent(`${location.pathname}${location.search}`));
  const found =
    /\/([a-z][a-z0-9_]*)\.do\?(?:.*&)?sys_id=([0-9a-f]{32})/.exec(address) ??
    /\/record\/([a-z][a-z0-9_]*)\/([0-9a-f]{32})/.exec(address);
  return found?.[1] && found[2] ? { table: found[1], id: found[2] } : undefined;
}

/** The token against forged requests; pages of the classic interface carry it in a hidden field, here or in their frame. */
function userToken(): Record<string, string> {
  const documents = [
    document,
    ...find(document, 'iframe').map((frame) => (frame as HTMLIFrameElement).contentDocument),
  ];
  for (const one of documents) {
    const [field] = one ? find(one, 'input#sysparm_ck', 1) : [];
    if (field) return { 'X-UserToken': attr(field, 'value') };
  }
  return {};
}

class ServiceNowRecord implements TicketRecord {
  constructor(
    private readonly table: string,
    private readonly id: string,
  ) {}

  async attach({ name, text }: Attachment): Promise<string> {
    const query = new URLSearchParams({ table_name: this.table, table_sys_id: this.id, file_name: name });
    const answer = await request(`/api/now/attachment/file?${query}`, {
      method: 'POST',
      headers: { ...userToken(), 'Content-Type': 'application/json', Accept: 'application/json' },
      body: text,
    });
    return (await json<{ result?: { sys_id?: string } }>(answer)).result?.sys_id ?? '';
  }

  read(receipt: string): Promise<Uint8Array | undefined> {
    return receipt ? download(`/api/now/attachment/${receipt}/file`) : Promise.resolve(undefined);
  }
}
