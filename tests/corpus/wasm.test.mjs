// The WASM build gives the same bytes as the native one: it is given the calls of each story, and its file and view are
// held against those that the native build wrote down.
import assert from 'node:assert/strict';
import { createHmac, createPrivateKey, sign } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { before, describe, test } from 'node:test';
import { loadGlue, random } from './recorder.mjs';

const root = new URL('../../', import.meta.url);
const read = (path) => readFile(new URL(path, root));

/** The key of every story, as PKCS #8: a fixed head and the 32 bytes of the seed. */
const key = createPrivateKey({
  key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.alloc(32, 42)]),
  format: 'der',
  type: 'pkcs8',
});

const names = (await readdir(new URL('tests/corpus/', root)))
  .filter((file) => file.endsWith('.calls.json'))
  .map((file) => file.replace('.calls.json', ''));

describe('the recorder in WASM', () => {
  let Recorder;
  let loadReading;

  before(async () => {
    const glue = await loadGlue();
    Recorder = glue.Recorder;
    // Without the core words nothing begins, and no others are taken for them.
    assert.throws(() => Recorder.restore('', ''), { code: 'words_missing' });
    const words = await read('extension/build/lexicon.bin');
    assert.throws(() => glue.loadWords(words.subarray(1)), { code: 'bad_input' });
    glue.loadWords(words);
    loadReading = async (language) => {
      const script = String(await read(`extension/build/words-${language}.js`));
      glue.loadReading(script.slice(script.indexOf('`') + 1, script.lastIndexOf('`')));
    };
  });

  /** Makes the calls; `restart` says before which of them the recorder is dropped and restored. */
  function replay(calls, restart = () => false) {
    let recorder;
    let lines = [];
    let kept = '';
    calls.forEach(({ call, now, arg }, n) => {
      if (call === 'begin') recorder = Recorder.begin(now, random, arg);
      else if (restart(n)) {
        recorder.free();
        recorder = Recorder.restore(lines.join('\n'), kept);
        recorder.vocabulary(JSON.stringify(JSON.parse(calls[0].arg).vocabulary));
      }
      const output = call === 'begin' ? recorder.begun() : recorder[call](now, arg);
      lines = lines.concat(output.lines);
      kept = output.private;
    });
    return recorder;
  }

  function seal(recorder) {
    return Buffer.from(recorder.seal(sign(null, recorder.payload(), key).toString('hex')));
  }

  test('a general word in the name of a control is asked for, and then taken there and nowhere else', async () => {
    const calls = JSON.parse(await read('tests/corpus/clean.calls.json'));
    const at = calls.findIndex(
      ({ call, arg }) => call === 'ingest' && /"event":"gesture"/.test(JSON.parse(arg)[0]?.body),
    );
    const recorder = replay(calls.slice(0, at));
    const { arg, now } = calls[at];
    const [record] = JSON.parse(arg);
    const say = (role, name) => {
      const body = JSON.parse(record.body);
      body.event = { event: 'gesture', by: 'pointer', control: { role, name } };
      const text = JSON.stringify(body);
      const mark = createHmac('sha256', Buffer.from(record.secret, 'hex')).update(text).digest('hex').slice(0, 32);
      return JSON.stringify([{ ...record, body: text, mark }]);
    };
    // Which word it is does not matter, as long as it is on a list and has no class.
    const list = String(await read('lexicon/reading/en.txt'));
    const word = /^(w[a-z]+) \d/m.exec(list)?.[1];
    assert.throws(() => recorder.ingest(now, say('button', [word])), { code: 'words_missing' });
    for (const language of ['de', 'en', 'es', 'fr', 'it', 'ja', 'nl', 'pt']) await loadReading(language);
    assert.equal(recorder.ingest(now, say('cell', [word])).refused, 1, 'a cell says core words alone');
    const written = (name) =>
      recorder.ingest(now, say('button', name)).lines.some((line) => line.includes('"gesture"'));
    assert.ok(!written(['jane']), 'a word on no list is refused');
    assert.ok(written([word]));
  });

  for (const name of names) {
    test(`${name}: the same bytes as natively`, async () => {
      const calls = JSON.parse(await read(`tests/corpus/${name}.calls.json`));
      const recorder = replay(calls);
      assert.deepEqual(recorder.view(), JSON.parse(await read(`tests/expect/${name}.view.json`)));
      assert.ok(seal(recorder).equals(await read(`tests/corpus/${name}.session.json`)));
    });

    test(`${name}: the same bytes after a restart before every call`, async () => {
      const calls = JSON.parse(await read(`tests/corpus/${name}.calls.json`));
      const recorder = replay(calls, () => true);
      assert.ok(seal(recorder).equals(await read(`tests/corpus/${name}.session.json`)));
    });
  }

  test('an error names its kind', () => {
    const recorder = Recorder.begin(
      1,
      random,
      JSON.stringify({ recorder: '1', build: '0'.repeat(64), profiles: '0'.repeat(64), public_key: '0'.repeat(64) }),
    );
    assert.throws(() => recorder.resume(2), { code: 'wrong_state' });
    assert.throws(() => recorder.ingest(2, '{'), { code: 'bad_input' });
    assert.throws(() => recorder.pause(Number.NaN), { code: 'bad_input' });
    assert.throws(() => recorder.author(2, '{"authored":"split","at":99}'), { code: 'bad_reference' });
    assert.throws(() => Recorder.restore('{}', ''), { code: 'damaged' });
    assert.throws(() => Recorder.begin(1, random.slice(1), '{}'), { code: 'bad_input' });
  });
});
