import { Readable } from 'node:stream';
import { spec } from 'node:test/reporters';
import type { TestEvent } from 'node:test/reporters';

/** The usual report; before its closing lines it names every test that did not run, and why. */
export default async function* report(source: AsyncIterable<TestEvent>): AsyncGenerator {
  yield* Readable.from(withSkipped(source)).compose(new spec());
}

async function* withSkipped(source: AsyncIterable<TestEvent>): AsyncGenerator<TestEvent> {
  const skipped: string[] = [];
  for await (const event of source) {
    if (event.type === 'test:pass' && event.data.skip !== undefined) {
      const reason = typeof event.data.skip === 'string' && event.data.skip !== '' ? `: ${event.data.skip}` : '';
      skipped.push(`  ${event.data.name}${reason} (${event.data.file ?? 'unknown file'})\n`);
    }
    const closing = event.type === 'test:diagnostic' && event.data.nesting === 0 && /^tests \d+$/.test(event.data.message);
    if (closing && skipped.length > 0) {
      const message = `\nNot run here: ${skipped.length}\n${skipped.join('')}`;
      yield { type: 'test:stdout', data: { message, file: '' } };
    }
    yield event;
  }
}
