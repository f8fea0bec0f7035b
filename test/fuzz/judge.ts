import type { Operation, OpenApi } from '../../src/platform/openapi.ts';
import { isApiPath, plainAddress } from '../../src/platform/paths.ts';
import { SIGN_IN_FAILURE } from '../written-rows.ts';
import type { Raw } from './bytes.ts';
import { leaksIn } from './marks.ts';
import type { Asked } from './requests.ts';
import type { Site } from './site.ts';
import type { Outcome, RawOutcome, WireAnswer } from './socket.ts';

/** What is wrong with an answer. `what` names the kind of fault without the particulars, so that one fault counts once. */
export type Fault = { readonly what: string; readonly more: string };

/** Everything that no request may bring about; none when all is well. `written` are the tables that it changed. */
export function judge(
  site: Pick<Site, 'api' | 'marks' | 'said'>,
  asked: Asked,
  outcome: Outcome,
  written: readonly string[],
): readonly Fault[] {
  if (outcome.kind === 'silent') return [{ what: 'no answer in time', more: `${Math.round(outcome.milliseconds)} ms` }];
  // What is behind a body that says it is shorter is no request, and ends the connection.
  if (outcome.kind !== 'answered')
    return asked.wire.saidLength === undefined ? [{ what: 'the connection was closed without an answer', more: '' }] : [];
  return [
    ...faultsOfStatus(site, asked, outcome),
    ...leaksIn(outcome.text, textOf(asked), site.marks).map((mark) => ({ what: 'tells of another tenant', more: mark })),
    ...faultsOfWriting(outcome, asked, written),
  ];
}

/** The same of bytes that are no request, or an unusual one: of them HTTP says more. */
export function judgeRaw(
  site: Pick<Site, 'api' | 'marks' | 'said'>,
  asked: Asked,
  { must, closes, requests, isHeadSound }: Raw,
  { answers, rest, isClosed, milliseconds }: RawOutcome,
  seen: readonly string[],
): readonly Fault[] {
  // The beginning of a file that broke off is thrown away later, by the program itself.
  const written = asked.route.url === '/v1/imports' ? seen.filter((what) => !what.startsWith('insert portfolio_import')) : seen;
  const [first] = answers;
  const more = `${answers.map(({ status }) => status).join(', ')} ${rest.slice(0, 200)}`;
  if (!isClosed)
    return [
      { what: first === undefined ? 'no answer in time' : 'the connection stays open', more: `${Math.round(milliseconds)} ms ${closes}` },
    ];
  const isMixed = answers.some(({ status, text }) => status < 100 || ANSWER_WITHIN.test(text)) || ANSWER_WITHIN.test(rest.slice(1));
  if (isMixed) return [{ what: 'an answer in the middle of another', more }];
  if (answers.length > requests) return [{ what: 'more answers than requests', more }];
  const isReading = isHeadSound && asked.wire.method === 'GET';
  // Who goes away or sends nonsense while being answered hears no more of it.
  if (rest !== '' && must !== 'be_unmixed' && !isReading) return [{ what: 'an answer in part', more }];
  return [
    ...(first === undefined ? [] : judge(site, asked, first, written)),
    ...(first === undefined && must === 'be_answered' ? [{ what: 'the connection was closed without an answer', more }] : []),
    ...(must === 'be_refused' && !isReading && (first?.status ?? 400) < 400 ? [{ what: 'no request, and done', more }] : []),
    ...(first === undefined && must === 'be_refused' ? faultsOfSilence(written) : []),
  ];
}

/** The first line of an answer where none can begin. */
const ANSWER_WITHIN = /HTTP\/1\.1 \d{3} [A-Za-z ]+\r\n/;

function faultsOfSilence(written: readonly string[]): readonly Fault[] {
  const seen = changesIn(written);
  return seen.length === 0 ? [] : [{ what: 'no request, and written', more: seen.join(', ') }];
}

/** Everything that a request says, decoded. */
export function textOf({ wire }: Asked): string {
  const headers = wire.headers.map(([, value]) => value);
  return [wire.path, safelyDecoded(wire.path), wire.body?.toString() ?? '', ...headers].join(' ');
}

function faultsOfStatus(site: Pick<Site, 'api' | 'said'>, asked: Asked, answer: WireAnswer): readonly Fault[] {
  const { status, text } = answer;
  const operation = operationOf(site.api, asked);
  const declared = new Set(Object.keys(operation?.responses ?? {}));
  if (status >= 500 && !isNotImplemented(asked, status, declared)) {
    const reason = site.said(answer.headers.get('ms-correlationid') ?? '');
    return [{ what: `a server error ${status}`, more: reason }];
  }
  if (status < 100) return [{ what: 'no HTTP answer', more: text.slice(0, 200) }];
  const isLost = ['method', 'path', 'part'].includes(asked.mutation);
  if (operation !== null && !isLost && !declared.has(String(status)) && !ofTransport(asked).has(status))
    return [{ what: `the undeclared status ${status}`, more: text.slice(0, 200) }];
  const isOurs = isApiPath(plainAddress(asked.wire.path.split('?')[0] ?? '/'));
  if (status >= 400 && status !== 429 && isOurs && asked.wire.method !== 'HEAD' && !isFault(text))
    return [{ what: `the refusal ${status} is no fault`, more: text.slice(0, 200) }];
  return [];
}

/** What HTTP itself answers with 501 and 505, and what the API declares not to be there. */
function isNotImplemented({ mutation }: Asked, status: number, declared: ReadonlySet<string>): boolean {
  if (status === 505) return mutation === 'raw';
  return status === 501 && (declared.has('501') || mutation === 'method' || mutation === 'path' || mutation === 'raw');
}

/** What any address may answer to a request that is none: too long, of a strange type, or asked for in a strange way. */
function ofTransport({ mutation }: Asked): ReadonlySet<number> {
  switch (mutation) {
    case 'bytes':
    case 'type':
    case 'member':
      return new Set([400, 413, 415]);
    case 'header':
      return new Set([400, 401, 403, 413, 415, 417, 431]);
    case 'query':
      return new Set([400, 413, 414, 431]);
    case 'raw':
      return new Set([400, 413, 414, 415, 417, 431, 501, 505]);
    default:
      return new Set([413]);
  }
}

function operationOf(api: OpenApi, { route }: Asked): Operation | null {
  return api.paths[route.url.replace(/:(\w+)/g, '{$1}')]?.[route.method.toLowerCase()] ?? null;
}

function isFault(text: string): boolean {
  try {
    const { code, description, data, source } = JSON.parse(text) as Readonly<Record<string, unknown>>;
    return typeof code === 'number' && typeof description === 'string' && Array.isArray(data) && typeof source === 'string';
  } catch {
    return false;
  }
}

/** What was refused has changed nothing, and what only reads neither. */
function faultsOfWriting({ status }: WireAnswer, { wire }: Asked, written: readonly string[]): readonly Fault[] {
  const seen = changesIn(written);
  if (seen.length === 0) return [];
  if (status >= 400) return [{ what: `refused, and written`, more: `${status}: ${seen.join(', ')}` }];
  // Whoever reads the link to their invitation gets one made, as from the public API.
  if (wire.path.toLowerCase().includes('/relationshiprequests')) return [];
  return wire.method === 'GET' || wire.method === 'HEAD' ? [{ what: 'read, and written', more: seen.join(', ') }] : [];
}

/** The sign-in keeps its own records, and of a failed proof an entry is left when it was answered, if need be during the next request. */
const BESIDE = ['identity_record', 'console_session', SIGN_IN_FAILURE];

function changesIn(written: readonly string[]): readonly string[] {
  return written.filter((what) => !BESIDE.some((name) => what.endsWith(` ${name}`)));
}

function safelyDecoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return '';
  }
}
