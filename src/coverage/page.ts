import { ABSENT } from './absent.ts';
import { CAUSES } from './causes.ts';

/** The table of what is not there, as a page of the docs. */
export function coveragePage(): string {
  const rows = ABSENT.flatMap(({ key, what, why, addresses }) =>
    addresses.map((address, i) => {
      const [method = '', path = ''] = address.split(' ');
      return `| ${i === 0 ? `\`${key}\`` : ''} | ${i === 0 ? what : ''} | ${method} | \`${path.replace(/:(\w+)/g, '{$1}')}\` | ${i === 0 ? CAUSES[why] : ''} |`;
    }),
  );
  return `# What of the public API is not there

Printed from \`src/coverage/absent.ts\` by \`npm run api-coverage\`; a test proves that it is current. What is there is
described at \`/docs/api\` and \`/openapi.json\` of a running server.

Each of these addresses answers 501 with the fault \`{"code":0,"description":"…","data":["<key>"],"source":"Upseat"}\`:
nothing is imitated, so an answer can be relied upon. Some clients repeat a request that is answered 501; the Java
library does so without end.

| key | what | method | address | why |
|---|---|---|---|---|
${rows.join('\n')}

## Lists that end where the catalogue ends

\`GET /v1/products\` and \`GET /v1/customers/{customerId}/products\` list the online services of new commerce that the catalogue
holds, for the commercial segment. Another \`targetView\` or \`targetSegment\` is answered with an empty list, and what the catalogue
does not hold with 404 and code 1000: that is the truth about this catalogue.
`;
}
