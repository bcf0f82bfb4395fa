// Every way in which a page or a person puts a secret before a recorder. Each vector shows its secret, has the person act on
// it, and must leave no trace of it anywhere. The numbers are those of the project's list of leak vectors.
import { createServer } from 'node:http';

/** `html(c)` shows the secret, `act(page, c)` is what the person does. */
export const VECTORS = [
  {
    id: 'L01 typed text',
    html: () => '<label>Comment <input id="l01"></label>',
    act: (p, c) => typeAndLeave(p, '#l01', c),
  },
  {
    id: 'L02 password',
    html: () => '<label>Password <input id="l02" type="password"></label>',
    act: (p, c) => typeAndLeave(p, '#l02', c),
  },
  {
    id: 'L03 password shown',
    html: () =>
      '<label>Password <input id="l03" type="password"></label><button onclick="l03.type=\'text\'" id="l03b">Show password</button>',
    act: async (p, c) => {
      await p.fill('#l03', c);
      await p.click('#l03b');
      await typeAndLeave(p, '#l03', `${c}x`);
    },
  },
  {
    id: 'L04 hidden field',
    html: (c) =>
      `<form onsubmit="return false"><input type="hidden" name="t" value="${c}"><button id="l04">Save</button></form>`,
    act: (p) => p.click('#l04'),
  },
  {
    id: 'L05 textarea copied into a text node',
    html: () =>
      '<textarea id="l05" aria-label="Reason" oninput="l05c.textContent=this.value"></textarea><button id="l05b">Save <span id="l05c"></span></button>',
    act: async (p, c) => {
      await p.fill('#l05', c);
      await p.click('#l05b');
    },
  },
  {
    id: 'L06 value copied into the attribute',
    html: () => '<input id="l06" aria-label="Name" oninput="this.setAttribute(\'value\',this.value)">',
    act: async (p, c) => {
      await typeAndLeave(p, '#l06', c);
      await p.click('#l06');
    },
  },
  {
    id: 'L07 field filled beforehand',
    html: (c) => `<input id="l07" aria-label="Name" value="${c}">`,
    act: (p) => typeAndLeave(p, '#l07', 'x'),
  },
  {
    id: 'L08 rich text',
    html: (c) => `<div id="l08" contenteditable aria-label="Message"><p>Dear <b id="l08w">${c}</b></p></div>`,
    act: async (p, c) => {
      await p.click('#l08w');
      await p.keyboard.type(c);
    },
  },
  {
    id: 'L10 paste and drop',
    html: () => '<input id="l10" aria-label="Token">',
    act: async (p, c) => {
      await p.evaluate((text) => {
        const data = new DataTransfer();
        data.setData('text/plain', text);
        for (const type of ['paste', 'drop'])
          l10.dispatchEvent(
            new (type === 'drop' ? DragEvent : ClipboardEvent)(type, {
              dataTransfer: data,
              clipboardData: data,
              bubbles: true,
            }),
          );
      }, c);
      await p.click('#l10');
    },
  },
  {
    id: 'L11 copy',
    html: (c) => `<p id="l11">${c}</p>`,
    act: async (p) => {
      await p.click('#l11', { clickCount: 3 });
      await p.keyboard.press('Control+C');
    },
  },
  {
    id: 'L14 keys one by one',
    html: () => '<input id="l14" aria-label="Code" maxlength="40">',
    act: async (p, c) => {
      await p.click('#l14');
      for (const key of c) await p.keyboard.press(key);
      await p.keyboard.press('Enter');
    },
  },
  {
    id: 'L15 PIN pad',
    html: () =>
      `<div role="group" aria-label="PIN">${[...'1234567890'].map((d) => `<button class="pin">${d}</button>`).join('')}</div>`,
    act: async (p) => {
      for (const i of [3, 1, 4, 1, 5]) await p.locator('.pin').nth(i).click();
    },
  },
  {
    id: 'L17 option',
    html: (c) =>
      `<select id="l17" aria-label="Assign to"><option>Nobody</option><option value="${c}v">${c}</option></select>`,
    act: (p) => p.selectOption('#l17', { index: 1 }),
  },
  {
    id: 'L18 checkbox',
    html: (c) => `<label><input type="checkbox" id="l18"> Notify ${c}</label>`,
    act: (p) => p.check('#l18'),
  },
  {
    id: 'L20 live region',
    html: () => '<div role="status" id="l20s"></div><button id="l20">Search</button>',
    act: async (p, c) => {
      await p.evaluate((text) => (l20.onclick = () => (l20s.textContent = `Results for ${text}`)), c);
      await p.click('#l20');
    },
  },
  {
    id: 'L21 aria names',
    html: (c) =>
      `<span id="l21n">${c}</span><button id="l21a" aria-label="Remove ${c}">x</button><button id="l21b" aria-labelledby="l21n">x</button><button id="l21c" aria-describedby="l21n">Save</button>`,
    act: async (p) => {
      for (const id of ['a', 'b', 'c']) await p.click(`#l21${id}`);
    },
  },
  {
    id: 'L22 placeholder',
    html: (c) => `<input id="l22" placeholder="Reply to ${c}">`,
    act: (p) => typeAndLeave(p, '#l22', 'x'),
  },
  {
    id: 'L23 attributes',
    html: (c) =>
      `<button id="x${c}" class="c${c} l23" name="n${c}" data-user="${c}" title="${c}"><img alt="${c}" src="data:,">Save</button>`,
    act: (p) => p.click('.l23'),
  },
  { id: 'L24 button text', html: (c) => `<button id="l24">Grant admin to ${c}</button>`, act: (p) => p.click('#l24') },
  {
    id: 'L25 table row',
    html: (c) =>
      `<table aria-label="Members"><tr><th>Name</th><th>Role</th></tr><tr id="l25"><td>${c}</td><td>admin</td></tr></table>`,
    act: (p) => p.click('#l25 td'),
  },
  {
    id: 'L26 chip and mail link',
    html: (c) =>
      `<span role="option" id="l26">${c}</span><a id="l26b" href="mailto:${c}@example.com">${c}@example.com</a>`,
    act: async (p) => {
      await p.click('#l26');
      await p.evaluate(() => l26b.addEventListener('click', (e) => e.preventDefault()));
      await p.click('#l26b');
    },
  },
  {
    id: 'L27 menu item',
    html: (c) => `<div role="menu"><div role="menuitem" id="l27" tabindex="0">Signed in as ${c}</div></div>`,
    act: (p) => p.click('#l27'),
  },
  {
    id: 'L29 titles around a control',
    html: (c) =>
      `<section aria-label="User ${c}"><h2>Edit user: ${c}</h2><fieldset><legend>${c}</legend><div role="dialog" aria-label="Edit ${c}"><button id="l29">Save</button></div></fieldset></section>`,
    act: (p) => p.click('#l29'),
  },
  {
    id: 'L30 temporary password',
    html: (c) => `<div role="alert">The new password is <code>${c}</code> <button id="l30">Copy</button></div>`,
    act: (p) => p.click('#l30'),
  },
  {
    id: 'L31 document title',
    html: () => '<button id="l31">View</button>',
    act: async (p, c) => {
      await p.evaluate((text) => (document.title = `${text} - Users`), c);
      await p.click('#l31');
    },
  },
  {
    id: 'L34 fragment',
    html: (c) => `<a id="l34" href="#access_token=${c}">Details</a>`,
    act: (p) => p.click('#l34'),
  },
  {
    id: 'L38 form action',
    html: (c) =>
      `<form action="/post?u=${c}" method="post" target="l38f"><input name="id" aria-label="Id"><input name="action" value="${c}"><button id="l38" formaction="/post?v=${c}">Submit</button></form><iframe name="l38f" title="target" hidden></iframe>`,
    act: async (p) => {
      await p.fill('[name=id]', 'y');
      await p.click('#l38');
    },
  },
  {
    id: 'L39 pushState',
    html: () => '<button id="l39">Open</button>',
    act: async (p, c) => {
      await p.evaluate(
        (text) => (l39.onclick = () => history.pushState({ text }, '', `/app/${text}?q=${text}#${text}`)),
        c,
      );
      await p.click('#l39');
    },
  },
  {
    id: 'L42 file name',
    html: () => '<input type="file" id="l42" aria-label="Attach">',
    act: (p, c) => p.setInputFiles('#l42', { name: `${c}.pdf`, mimeType: 'application/pdf', buffer: Buffer.from(c) }),
  },
  {
    id: 'L44 picture addresses',
    html: (c) =>
      `<button id="l44" style="background-image:url(/img/${c}.png)"><img alt="" src="/img/${c}.png">Open</button>`,
    act: (p) => p.click('#l44'),
  },
  {
    id: 'L46 shadow roots',
    html: () => '<div id="l46o"></div><div id="l46c" style="height:30px"></div>',
    act: async (p, c) => {
      await p.evaluate((text) => {
        for (const [host, mode] of [
          [l46o, 'open'],
          [l46c, 'closed'],
        ])
          host.attachShadow({ mode }).innerHTML = `<button aria-label="Remove ${text}">Remove ${text}</button>`;
      }, c);
      await p.click('#l46o');
      await p.click('#l46c', { position: { x: 10, y: 10 } });
    },
  },
  {
    id: 'L47 frames',
    html: (c) =>
      `<iframe id="l47" name="${c}" title="${c}" srcdoc="<button id='b'>Open ${c}</button><p>${c}</p>"></iframe>`,
    act: (p) => p.frameLocator('#l47').locator('#b').click(),
  },
  {
    id: 'L49 hostile getter',
    html: (c) =>
      `<form id="l49" onsubmit="return false"><input name="getAttribute" value="${c}"><input name="closest" value="${c}"><button id="l49b">Save</button></form>`,
    act: async (p, c) => {
      await p.evaluate((text) => {
        Object.defineProperty(l49b, 'textContent', {
          get: () => {
            throw new Error(text);
          },
        });
        Object.defineProperty(l49b, 'getAttribute', {
          value: () => {
            throw new Error(text);
          },
        });
      }, c);
      // The page trips the test's own helpers too, so the click goes to where the button is.
      const { x, y } = await p.evaluate(() => {
        l49b.scrollIntoView({ block: 'center' });
        return l49b.getBoundingClientRect().toJSON();
      });
      await p.mouse.click(x + 5, y + 5);
    },
  },
  {
    id: 'L50 crafted messages',
    html: () => '<button id="l50">Open</button>',
    act: async (p, c) => {
      await p.evaluate((text) => {
        window.postMessage({ page: 'hello', document: text, event: { event: 'gesture', label: text } }, '*');
        document.dispatchEvent(new CustomEvent('ledgerium', { detail: text }));
      }, c);
      await p.click('#l50');
    },
  },
  // These leave the page, so they come last.
  { id: 'L35 path', html: (c) => `<a id="l35" href="/users/${c}/edit">Edit</a>`, act: (p) => clickAndBack(p, '#l35') },
  {
    id: 'L33 query',
    html: (c) => `<a id="l33" href="/?email=${c}&token=${c}">Open</a>`,
    act: (p) => clickAndBack(p, '#l33'),
  },
  {
    id: 'L37 GET form',
    html: () =>
      '<form action="/search"><input name="q" id="l37" aria-label="Search"><button id="l37b">Search</button></form>',
    act: async (p, c) => {
      await p.fill('#l37', c);
      await clickAndBack(p, '#l37b');
    },
  },
  {
    id: 'L40 redirect',
    html: (c) => `<a id="l40" href="/redirect?code=${c}&state=${c}">Sign in</a>`,
    act: (p) => clickAndBack(p, '#l40'),
  },
];

async function typeAndLeave(page, selector, text) {
  await page.click(selector);
  await page.keyboard.type(text);
  await page.keyboard.press('Tab');
}

async function clickAndBack(page, selector) {
  await page.click(selector);
  await page.waitForLoadState();
  await page.goBack();
  await page.waitForLoadState();
}

/** Serves a page with all vectors on every path, on loopback; resolves to `{port, close}`. */
export function serveLeaks(secrets) {
  const body = VECTORS.map(({ id, html }, i) => `<div data-vector="${id}">${html(secrets[i])}</div>`).join('\n');
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Users ${secrets[0]}</title><h1>Users of ${secrets[0]}</h1><main>${body}</main></html>`;
  const server = createServer((request, response) => {
    const url = new URL(request.url, 'http://x');
    if (url.pathname === '/redirect') response.writeHead(302, { location: `/done?${url.searchParams}` }).end();
    else if (url.pathname.startsWith('/img/')) response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve({
        port: server.address().port,
        close: () =>
          new Promise((done) => {
            server.closeAllConnections();
            server.close(done);
          }),
      });
    });
  });
}
