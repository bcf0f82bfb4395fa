import assert from 'node:assert/strict';
import test from 'node:test';
import { publish, publishName, unlisted, useVocabulary } from './publish';
import type { PageText } from './read';

const text = (given: string) => given as unknown as PageText;
const words =
  'add id mark から して してください されました しました すべて で と に の は まで ます を アカウント グループ グループ名 ' +
  'マーク メモ ユーザー 一致 作成 作成者 利用 割り当て 割り当てる 削除 取り消し 対応 対応中 承認 承認済み 申請 申請者 追加 部';
(globalThis as { ledgeriumLexicon?: unknown }).ledgeriumLexicon = JSON.stringify({
  classes: [],
  sets: [[]],
  words: [`A${words.split(' ').sort().join('A')}`],
  phrases: [],
  names: 'mark マーク',
});
useVocabulary('');

const says = (expected: Record<string, (string | null)[]>) => {
  for (const [given, label] of Object.entries(expected)) assert.deepEqual(publish(text(given)), label, given);
};

test('Japanese is cut into listed words, as few as can be', () => {
  says({
    ユーザーをグループに追加しました: ['ユーザー', 'を', 'グループ', 'に', '追加', 'しました'],
    承認申請: ['承認', '申請'],
    ユーザーグループ: ['ユーザー', 'グループ'],
    申請者: ['申請者'],
    対応中: ['対応中'],
    割り当てを取り消し: ['割り当て', 'を', '取り消し'],
    すべて削除してください: ['すべて', '削除', 'してください'],
    グループ名とユーザーid: ['グループ名', 'と', 'ユーザー', 'id'],
    'グループ名：承認済み': ['グループ名', '承認済み'],
  });
});

test('half-width katakana and wide letters are the same words', () => {
  says({ ｸﾞﾙｰﾌﾟに追加: ['グループ', 'に', '追加'], ＩＤ: ['id'] });
});

test('a name stands masked among words', () => {
  says({
    田中をグループに追加: [null, 'を', 'グループ', 'に', '追加'],
    マリオをグループに追加: [null, 'を', 'グループ', 'に', '追加'],
    さくらをグループに追加: [null, 'グループ', 'に', '追加'],
    '申請者: 田中 太郎': ['申請者', null],
    田中から申請: [null, 'から', '申請'],
    Johnを追加: [null, 'を', '追加'],
  });
});

test('no part of a name shows because it is a word', () => {
  says({
    // Han beside Han, katakana beside katakana: nothing says where the name ends.
    申請田中: [null],
    田中承認: [null],
    作成部田: [null],
    グループマリオ: [null],
    ノートメモリ: [null],
    グループメモ: [null],
    グループグ: [null],
    メモグループ: [null],
    // Signs of a listed word, but not all of what stands there.
    一致子: [null],
    利用部: [null],
    部: [null],
    // Names of particles, or with one inside or at the end.
    とまに: [null],
    のと: [null],
    の: [null],
    '中村 の': [null],
    中村との: [null],
    竹の内をグループに追加: [null, 'を', 'グループ', 'に', '追加'],
    中村ます子: [null],
    志の: [null],
    'のと-まで': [null, 'まで'],
    // Names of two scripts.
    真由みを追加: [null, '追加'],
    山田マリ子を追加: [null, 'を', '追加'],
    龍ヶ崎を追加: [null, 'を', '追加'],
    佐々木を追加: [null, 'を', '追加'],
    𠮷田を追加: [null, 'を', '追加'],
    // Login names, addresses, numbers.
    グループ12: [null],
    '追加@グループ.jp': [null],
    グループ_追加: [null],
    一〇: [null],
  });
});

test('a word that is also a name counts only where it stands alone', () => {
  says({
    マーク: ['マーク'],
    マークを追加: [null, 'を', '追加'],
    'マーク 田中': [null],
    Markを追加: [null, 'を', '追加'],
  });
});

test('the part of a run that is masked can be told apart, for tags', () => {
  assert.deepEqual(unlisted(text('ユーザー 田中を追加')), ['田中']);
});

test('a long text is cut like a short one', () => {
  const parts = ['承認', '申請者', 'を', 'グループ', 'に', '追加', 'してください', null];
  assert.deepEqual(publish(text('承認申請者をグループに追加してください田中'.repeat(200))).slice(0, 8), parts);
});

test('a compound is cut into listed words, the last of them one that ends compounds, and so in names of controls alone', () => {
  const list = '\n-codesA-nameAadler*AcodesAnameAneuAneuesArechnungAsteuer';
  (globalThis as { ledgeriumWords?: Record<string, string> }).ledgeriumWords = { de: list };
  const named = (given: string) => publishName(text(given));
  assert.deepEqual(named('Rechnungscodes'), ['rechnung', 'codes']);
  assert.deepEqual(named('Steuerrechnungscodes'), [null], 'a word in the middle ends no compound');
  assert.deepEqual(named('Rechnungsnamecodes'), ['rechnung', 'name', 'codes']);
  assert.deepEqual(named('Rechnungxcodes'), [null], 'what stands between is no link');
  assert.deepEqual(named('Adlercodes'), [null], 'a name begins no compound');
  assert.deepEqual(named('Neucodes'), [null], 'a part has four letters');
  assert.deepEqual(named('Codesteuer'), [null], 'it does not end compounds');
  assert.deepEqual(named('Bergcodes'), [null]);
  assert.deepEqual(publish(text('Rechnungscodes')), [null]);
});
