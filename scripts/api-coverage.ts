import { coveragePage } from '../src/coverage/page.ts';

// `npm run api-coverage` prints the page docs/api-coverage.md from the list of what is not there.
process.stdout.write(coveragePage());
