import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROLES, type Role } from '../src/access/caller.ts';
import { allRights, isRight, RIGHTS, type Right, type Rule } from '../src/access/permissions.ts';

// `npm run rights` prints the page docs/rights.md from the rights table; with `-- --check` it proves that the page is
// the table, and that every right which a route names is a row of it.
const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PAGE = join(ROOT, 'docs', 'rights.md');

if (process.argv.includes('--check')) {
  const problems = [...pageProblems(), ...routeProblems()];
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

function routeProblems(): readonly string[] {
  const files = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).filter((file) => /(^|[/\\])routes\.ts$/.test(file));
  return files.flatMap((file) => {
    const text = readFileSync(join(ROOT, 'src', file), 'utf8');
    const named = [...text.matchAll(/\bright: '([^']*)'/g)].map((match) => match[1] ?? '');
    return named.filter((right) => !isRight(right)).map((right) => `src/${file} names the right "${right}", which is no row of the table`);
  });
}
