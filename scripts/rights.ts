import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROLES, type Role } from '../src/access/caller.ts';
import { openAccess } from '../src/access/routes.ts';
import { allRights, isRight, RIGHTS, type Right, type Rule } from '../src/access/permissions.ts';
import { newId, newSecret, systemClock } from '../src/platform/clock.ts';
import { createHttpServer } from '../src/platform/http.ts';
import { allRoutes } from '../src/routes.ts';

// `npm run rights` prints the page docs/rights.md from the rights table; with `-- --check` it proves that the page is
// the table, and that every route of the program names a row of it.
const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PAGE = join(ROOT, 'docs', 'rights.md');

if (process.argv.includes('--check')) {
  const problems = [...pageProblems(), ...(await routeProblems())];
  for (const problem of problems) console.error(problem);
  console.log(problems.length === 0 ? 'docs/rights.md is the table, and every route names a row of it.' : `${problems.length} problems`);
  process.exitCode = problems.length === 0 ? 0 : 1;
} else {
  process.stdout.write(rightsPage());
}

/** The table as a page. */
function rightsPage(): string {
  const names: Readonly<Record<Role, string>> = {
    global_admin: 'Global admin',
    user_management_admin: 'User management admin',
    billing_admin: 'Billing admin',
    admin_agent: 'Admin agent',
    sales_agent: 'Sales agent',
    helpdesk_agent: 'Helpdesk agent',
  };
  return `# Who may do what

Printed from \`src/access/permissions.ts\` by \`npm run rights\`; \`npm run rights -- --check\` proves that it is current.
Every route of the server names one of these rights, and the server does not start when one does not.
"Program" is a caller without a person, whose token is app-only.

| Right | ${ROLES.map((role) => names[role]).join(' | ')} | Program |
|---|${ROLES.map(() => ':-:|').join('')}:-:|
${allRights().map(row).join('\n')}

A caller whose roles do not suffice is answered 403 with code 900150 and the roles that do; a program where a person is
needed, 403 with code 900329; a caller who proves nothing, 401 with code 400.

## Where the rows come from

${allRights()
  .map((right) => `- \`${right}\`: ${RIGHTS[right].source}`)
  .join('\n')}

## Rights in a customer's directory

An upgrade moves the licenses of users at once when the caller is a global admin, user management admin, admin agent or
helpdesk agent. A sales agent, and a program, has no rights in the customer's directory: the upgrade changes the
subscription only, and the moves wait for somebody who has.

All of this is as far as the customer granted it: delegated admin privileges for the services concerned, or directory
roles for a time. With Directory Readers or Global Reader alone the seats can be upgraded; Directory Writers, License
Administrator or User Administrator also move users. See [relationships](relationships.md).
`;
}

function row(right: Right): string {
  const rule: Rule = RIGHTS[right];
  const marks = ROLES.map((role) => (rule.asks !== 'role' || rule.roles.includes(role) ? '✓' : '–'));
  const program = rule.asks === 'nothing' || rule.applications ? '✓' : '–';
  return `| \`${right}\` | ${[...marks, program].join(' | ')} |`;
}

function pageProblems(): readonly string[] {
  try {
    return readFileSync(PAGE, 'utf8') === rightsPage()
      ? []
      : ['docs/rights.md is not the table: print it anew with `npm run --silent rights > docs/rights.md`'];
  } catch {
    return ['docs/rights.md is missing'];
  }
}

/** Builds the whole server, without a database behind it, and asks each of its routes for its right. */
async function routeProblems(): Promise<readonly string[]> {
  const nowhere = (): never => {
    throw new Error('there is no database here');
  };
  const db = { transaction: nowhere, read: nowhere, dedicated: nowhere, connections: nowhere, close: nowhere };
  const config = { publicUrl: () => 'http://127.0.0.1', identity: { kind: 'embedded', audiences: [] } } as const;
  const access = openAccess({ db, clock: systemClock, config });
  const catalog = { current: nowhere, on: nowhere, refresh: nowhere, close: nowhere };
  const app = createHttpServer({ newId, log: false });
  const parts = {
    db,
    access,
    catalog,
    clock: systemClock,
    newId,
    newSecret,
    mode: 'demo',
    version: '',
    docsFolder: join(ROOT, 'docs'),
  } as const;
  for (const routes of allRoutes(parts)) await app.register(routes);
  await app.ready();
  const without = app.describedRoutes().filter(({ right }) => !isRight(right));
  return without.map(({ method, url, right }) => `${method} ${url} names the right "${right}", which is no row of the table`);
}
