import { escapeHtml, renderMarkdown } from './markdown.ts';
import type { Answer, OpenApi, Operation, Parameter, Reference } from './openapi.ts';
import type { JsonSchema } from './openapi-schemas.ts';
import { htmlPage } from './page.ts';

/** The description of the API as a page to read. */
export function apiPage(api: OpenApi): string {
  const operations = Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  const chapters = api.tags.map(({ name }) => ({ name, operations: operations.filter(({ operation }) => operation.tags.includes(name)) }));
  const navigation = [
    `<a href="/"><strong>${escapeHtml(api.info.title)}</strong></a>`,
    ...chapters.map(
      (chapter) =>
        `<h2>${escapeHtml(chapter.name)}</h2><ul>${chapter.operations.map(({ operation }) => `<li><a href="#${operation.operationId}">${escapeHtml(operation.summary)}</a></li>`).join('')}</ul>`,
    ),
    `<h2>schemas</h2><ul>${Object.keys(api.components.schemas)
      .map((name) => `<li><a href="#${name}">${escapeHtml(name)}</a></li>`)
      .join('')}</ul>`,
  ].join('');
  const body = [
    `<h1>The API</h1>`,
    renderMarkdown(api.info.description, '/docs/refusals/'),
    `<p class="faint">Version ${escapeHtml(api.info.version)} · <a href="/openapi.json">openapi.json</a> · <a href="/docs/refusals">every refusal, and what helps</a></p>`,
    `<h2>Headers of every request</h2>${parameterTable(Object.values(api.components.parameters))}`,
    ...chapters.map(
      (chapter) =>
        `<h2>${escapeHtml(capital(chapter.name))}</h2>${chapter.operations.map(({ path, method, operation }) => operationPart(path, method, operation)).join('')}`,
    ),
    `<h2>Schemas</h2>`,
    ...Object.entries(api.components.schemas).map(
      ([name, schema]) =>
        `<details><summary><strong>${escapeHtml(name)}</strong></summary><div id="${name}">${members(schema)}</div></details>`,
    ),
  ].join('\n');
  return htmlPage({ title: `${api.info.title} API`, navigation, body });
}

function operationPart(path: string, method: string, operation: Operation): string {
  const parameters = operation.parameters.filter((parameter): parameter is Parameter => 'name' in parameter);
  const content = operation.requestBody?.content['application/json']?.schema;
  // The id is inside, because browsers open what stands around the target of a link.
  return `<details>
<summary><span class="method ${method}">${method.toUpperCase()}</span><code class="path">${escapeHtml(path)}</code><span class="says">${escapeHtml(operation.summary)}</span></summary>
<div id="${operation.operationId}">
<p class="faint">Right: <code>${escapeHtml(operation['x-right'])}</code></p>
${parameters.length === 0 ? '' : `<h3>Parameters</h3>${parameterTable(parameters)}`}
${content === undefined ? '' : `<h3>Body</h3>${shapeOf(content)}`}
<h3>Answers</h3>
<table><tbody>${Object.entries(operation.responses)
    .map(([status, answer]) => `<tr><th>${status}</th><td>${answerCell(answer)}</td></tr>`)
    .join('')}</tbody></table>
</div>
</details>`;
}

function parameterTable(parameters: readonly Parameter[]): string {
  const rows = parameters.map(
    ({ name, in: place, required, description = '', schema }) =>
      `<tr><td><code>${escapeHtml(name)}</code></td><td class="faint">${place}${required === true ? ', required' : ''}</td><td>${typeOf(schema)}</td><td>${inlineWords(description)}</td></tr>`,
  );
  return `<table><thead><tr><th>Name</th><th>Where</th><th>Type</th><th>Meaning</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function answerCell(answer: Answer | Reference): string {
  if ('$ref' in answer)
    return `${typeOf({ $ref: '#/components/schemas/Fault' })} <span class="faint">${RESPONSE_WORDS[answer.$ref.split('/').at(-1) ?? ''] ?? ''}</span>`;
  const schema = answer.content?.['application/json']?.schema;
  return `${schema === undefined ? '' : shapeOf(schema)} <span class="faint">${inlineWords(answer.description)}</span>`;
}

/** Short words for the answers that all routes share; the document has the long ones. */
const RESPONSE_WORDS: Readonly<Record<string, string>> = {
  Malformed: 'malformed argument',
  NotSignedIn: 'no valid token',
  NotAllowed: 'the role lacks the right',
  Unforeseen: 'unforeseen failure',
  Away: 'database away, try again',
};

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
