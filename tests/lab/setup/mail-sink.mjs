// Takes the lab's mail, in two ways:
//   node mail-sink.mjs serve PORT     a small SMTP server on loopback (for the webmail)
//   node mail-sink.mjs pipe           a sendmail look-alike that reads the recipients from the header (for RT)
import net from 'node:net';
import { deliver } from './maildir.mjs';

/** Addresses in the To, Cc and Bcc fields of a message. */
function addressed(message) {
  const header = message
    .toString('latin1')
    .split(/\r?\n\r?\n/, 1)[0]
    .replace(/\r?\n[ \t]+/g, ' ');
  const fields = header.split(/\r?\n/).filter((line) => /^(to|cc|bcc):/i.test(line));
  return fields.flatMap((line) => line.match(/[^\s<>,:;"]+@[^\s<>,;"]+/g) ?? []);
}

function converse(socket) {
  let waiting = Buffer.alloc(0);
  let inData = false;
  let recipients = [];
  const reply = (line) => socket.write(`${line}\r\n`);

  const command = (line) => {
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === 'EHLO') return reply('250-lab\r\n250-8BITMIME\r\n250 SMTPUTF8');
    if (verb === 'RCPT') recipients.push(line.match(/<([^>]*)>/)?.[1] ?? '');
    if (verb === 'RSET' || verb === 'MAIL') recipients = [];
    if (verb === 'DATA') {
      inData = true;
      return reply('354 go on');
    }
    if (verb === 'QUIT') return socket.end('221 bye\r\n');
    return reply(/^(HELO|MAIL|RCPT|RSET|NOOP)$/.test(verb) ? '250 ok' : '502 not here');
  };

  socket.on('data', (chunk) => {
    waiting = Buffer.concat([waiting, chunk]);
    for (;;) {
      const end = waiting.indexOf(inData ? '\r\n.\r\n' : '\r\n');
      if (end < 0) return;
      const part = waiting.subarray(0, end);
      waiting = waiting.subarray(end + (inData ? 5 : 2));
      if (inData) {
        inData = false;
        deliver(recipients, Buffer.from(part.toString('latin1').replace(/^\.\./gm, '.'), 'latin1'));
        reply('250 kept');
      } else command(part.toString('utf8'));
    }
  });
  socket.on('error', () => socket.destroy());
  reply('220 lab');
}

const [mode, port] = process.argv.slice(2);
if (mode === 'serve') {
  net.createServer(converse).listen(Number(port), '127.0.0.1');
} else {
  const chunks = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  const message = Buffer.concat(chunks);
  deliver(addressed(message), message);
}
