/**
 * One thing at a time. Events, commands and journal records that touch a session wait for each other here, so that no
 * two of them ever stand between reading and writing.
 */
let tail: Promise<unknown> = Promise.resolve();

/** Does the work after all that was asked for before it. Work must not wait for other work that it queues. */
export function serially<T>(work: () => Promise<T>): Promise<T> {
  const done = tail.then(work);
  tail = done.catch(() => {});
  return done;
}
