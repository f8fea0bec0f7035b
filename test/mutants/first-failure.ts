import type { TestEvent } from 'node:test/reporters';

/** A test reporter that says nothing and ends the run at the first test that fails. */
// oxlint-disable-next-line require-yield
export default async function* firstFailure(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  for await (const event of events) if (event.type === 'test:fail') process.exit(1);
}
