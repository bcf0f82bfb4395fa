// An observer inside the pages, independent of the extension: counts trusted clicks, so that a rehearsal can show that
// the people of the lab act like people and that the ledger counts rightly.

/** In the page: one line a gesture. A click on a label also clicks its field at the same instant: that is one gesture. */
function watch() {
  let last = -1;
  const onClick = (event) => {
    if (!event.isTrusted || event.timeStamp === last) return;
    last = event.timeStamp;
    window.ledgeriumWitness({ kind: 'click', on: event.target.tagName });
  };
  const onChange = (event) => {
    if (event.target.tagName === 'SELECT') window.ledgeriumWitness({ kind: 'choice', trusted: event.isTrusted });
  };
  const arm = () => {
    window.addEventListener('click', onClick, true);
    window.addEventListener('change', onChange, true);
  };
  arm();
  // document.open(), as editors call it in their frames, takes every listener off the window
  new MutationObserver(arm).observe(document, { childList: true });
}

/** Returns the growing list of what was seen in this browser. */
export async function placeWitness(browser) {
  const seen = [];
  await browser.context.exposeBinding('ledgeriumWitness', (_, line) => seen.push({ at: Date.now(), ...line }));
  await browser.context.addInitScript(watch);
  return seen;
}
