import { escapeHtml, renderMarkdown } from './markdown.ts';
import type { Answer, OpenApi, Operation, Parameter } from './openapi.ts';
import type { JsonSchema } from './openapi-schemas.ts';
import { htmlPage } from './page.ts';

/** The description of the API as a page to read. */
export function apiPage(api: OpenApi): string {
  const chapters = chaptersOf(api);
  const navigation = [
    `<a href="/"><strong>${escapeHtml(api.info.title)}</strong></a>`,
    ...chapters.map(navigationOf),
    `<h2>schemas</h2><ul>${Object.keys(api.components.schemas)
      .map((name) => `<li><a href="#${name}">${escapeHtml(name)}</a></li>`)
      .join('')}</ul>`,
  ].join('');
  const body = [
    `<h1>The API</h1>`,
    renderMarkdown(api.info.description, '/docs/refusals/'),
    `<p class="faint">Version ${escapeHtml(api.info.version)} · <a href="/openapi.json">openapi.json</a> · <a href="/docs/refusals">every refusal, and what helps</a></p>`,
    `<h2>Headers of every request</h2>${parameterTable(Object.values(api.components.parameters))}`,
    `<h2 id="${EVERY_ANSWER}">Answers that any request may have</h2>${sharedAnswers(api)}`,
    ...chapters.map(chapterPart),
    `<h2>Schemas</h2>`,
    ...Object.entries(api.components.schemas).map(
      ([name, schema]) =>
        `<details><summary><strong>${escapeHtml(name)}</strong></summary><div id="${name}">${members(schema)}</div></details>`,
    ),
  ].join('\n');
  return htmlPage({ title: `${api.info.title} API`, navigation, body });
}

const EVERY_ANSWER = 'answers-of-every-request';

type Entry = { readonly path: string; readonly method: string; readonly operation: Operation };
type Chapter = { readonly name: string; readonly id: string; readonly entries: readonly Entry[]; readonly isAbsent: boolean };

/** The chapters by name; what is known to clients and not there comes last, where it is in nobody's way. */
function chaptersOf(api: OpenApi): readonly Chapter[] {
  const all = Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): Entry => ({ path, method, operation })),
  );
  const chapters = api.tags.map(({ name }): Chapter => {
    const entries = all.filter(({ operation }) => operation.tags.includes(name));
    return {
      name,
      id: `chapter-${name.replaceAll(/\W+/g, '-')}`,
      entries,
      isAbsent: entries.every(({ operation }) => isAbsent(operation)),
    };
  });
  return chapters.toSorted((a, b) => Number(a.isAbsent) - Number(b.isAbsent) || (a.name < b.name ? -1 : 1));
}

function isAbsent({ responses }: Operation): boolean {
  return '501' in responses && !Object.keys(responses).some((status) => status.startsWith('2'));
}

function navigationOf({ name, id, entries, isAbsent: absent }: Chapter): string {
  const links = entries.map(({ operation }) => `<li><a href="#${operation.operationId}">${escapeHtml(operation.summary)}</a></li>`);
  return `<h2><a href="#${id}">${escapeHtml(name)}</a></h2>${absent ? '' : `<ul>${links.join('')}</ul>`}`;
}

function chapterPart({ name, id, entries, isAbsent: absent }: Chapter): string {
  const heading = `<h2 id="${id}">${escapeHtml(capital(name))}</h2>`;
  if (!absent) return `${heading}${entries.map(operationPart).join('')}`;
  const rows = entries.map(
    ({ path, method, operation: { operationId, summary } }) =>
      `<tr id="${operationId}"><td>${methodMark(method)}</td><td><code>${escapeHtml(path)}</code></td><td>${escapeHtml(summary)}</td></tr>`,
  );
  return `${heading}<p>Each of these is answered 501.</p><table><tbody>${rows.join('')}</tbody></table>`;
}

function methodMark(method: string): string {
  return `<span class="method ${method}">${method.toUpperCase()}</span>`;
}

function operationPart({ path, method, operation }: Entry): string {
  const parameters = operation.parameters.filter((parameter): parameter is Parameter => 'name' in parameter);
  const content = operation.requestBody?.content['application/json']?.schema;
  const answers = Object.entries(operation.responses);
  const shared = answers.filter(([, answer]) => '$ref' in answer).map(([status]) => status);
  const own = answers.map(([status, answer]) => ('$ref' in answer ? '' : `<tr><th>${status}</th><td>${answerCell(answer)}</td></tr>`));
  // The id is inside, because browsers open what stands around the target of a link.
  return `<details>
<summary>${methodMark(method)}<code class="path">${escapeHtml(path)}</code><span class="says">${escapeHtml(operation.summary)}</span></summary>
<div id="${operation.operationId}">
<p class="faint">Right: <code>${escapeHtml(operation['x-right'])}</code></p>
${parameters.length === 0 ? '' : `<h3>Parameters</h3>${parameterTable(parameters)}`}
${content === undefined ? '' : `<h3>Body</h3>${shapeOf(content)}`}
<h3>Answers</h3>
<table><tbody>${own.join('')}</tbody></table>
${shared.length === 0 ? '' : `<p class="faint">And <a href="#${EVERY_ANSWER}">as every request</a>: ${shared.join(', ')}.</p>`}
</div>
</details>`;
}

/** The answers that routes share, each once, with what such a fault looks like. */
function sharedAnswers({ paths, components }: OpenApi): string {
  const named = Object.values(paths)
    .flatMap((methods) => Object.values(methods))
    .flatMap(({ responses }) => Object.entries(responses))
    .flatMap(([status, answer]) => ('$ref' in answer ? [[status, answer.$ref.split('/').at(-1) ?? ''] as const] : []));
  const rows = [...new Map(named)]
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([status, name]) => {
      const { description = '', content } = components.responses[name] ?? {};
      const example = content?.['application/json']?.example;
      return `<tr><th>${status}</th><td>${inlineWords(description)}</td><td><code>${escapeHtml(JSON.stringify(example))}</code></td></tr>`;
    });
  return `<table><thead><tr><th>Status</th><th>Meaning</th><th>For example</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function parameterTable(parameters: readonly Parameter[]): string {
  const rows = parameters.map(
    ({ name, in: place, required, description = '', schema }) =>
      `<tr><td><code>${escapeHtml(name)}</code></td><td class="faint">${place}${required === true ? ', required' : ''}</td><td>${typeOf(schema)}</td><td>${inlineWords(description)}</td></tr>`,
  );
  return `<table><thead><tr><th>Name</th><th>Where</th><th>Type</th><th>Meaning</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function answerCell({ content, description }: Answer): string {
  const schema = content?.['application/json']?.schema;
  return `${schema === undefined ? '' : shapeOf(schema)} <span class="faint">${inlineWords(description)}</span>`;
}

function shapeOf(schema: JsonSchema): string {
  return schema['properties'] === undefined ? typeOf(schema) : members(schema);
}

function members(schema: JsonSchema): string {
  const { properties = {}, required = [] } = schema as { properties?: Readonly<Record<string, JsonSchema>>; required?: readonly string[] };
  const items = Object.entries(properties).map(([name, member]) => {
    const description =
      typeof member['description'] === 'string' ? ` <span class="faint">${inlineWords(member['description'])}</span>` : '';
    const inner = innerObject(member);
    return `<li><code>${escapeHtml(name)}</code> ${typeOf(member)}${required.includes(name) ? '' : ' <span class="faint">optional</span>'}${description}${inner === null ? '' : members(inner)}</li>`;
  });
  return items.length === 0 ? typeOf(schema) : `<ul class="members">${items.join('')}</ul>`;
}

/** The object inside a member: itself, or the items of its list. */
function innerObject(member: JsonSchema): JsonSchema | null {
  if (member['properties'] !== undefined) return member;
  return member['type'] === 'array' ? innerObject(member['items'] as JsonSchema) : null;
}

function typeOf(schema: JsonSchema): string {
  const {
    $ref,
    enum: words,
    const: only,
    anyOf,
    type,
    items,
  } = schema as {
    $ref?: string;
    enum?: readonly unknown[];
    const?: unknown;
    anyOf?: readonly JsonSchema[];
    type?: string;
    items?: JsonSchema;
  };
  if ($ref !== undefined) {
    const name = escapeHtml($ref.split('/').at(-1) ?? '');
    return `<a href="#${name}">${name}</a>`;
  }
  if (words !== undefined) return words.map((word) => `<code>${escapeHtml(String(word))}</code>`).join(' · ');
  if (only !== undefined) return `<code>${escapeHtml(JSON.stringify(only))}</code>`;
  if (anyOf !== undefined) return anyOf.map(typeOf).join(' or ');
  if (type === 'array') return `list of ${typeOf(items ?? {})}`;
  return escapeHtml(type ?? 'anything');
}

function inlineWords(text: string): string {
  return renderMarkdown(text.replaceAll('\n', ' '), '/docs/refusals/').replace(/^<p>|<\/p>$/g, '');
}

function capital(word: string): string {
  return `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`;
}
