import { stateOf, type RelationshipRequest } from './request.ts';
import type * as wire from './contract.ts';
import type { DraftedMessage } from './message.ts';

/** What was asked, as its sender sees it; with link and message right after it was made. */
export function requestView(
  request: RelationshipRequest,
  now: Date,
  fresh: { readonly url: string; readonly message: DraftedMessage } | null = null,
): wire.SentRequest {
  const { asked, answered } = request;
  return {
    id: request.id,
    kind: asked.kind,
    state: stateOf(request, now),
    withDelegatedAdmin: asked.kind === 'reseller' && asked.withDelegatedAdmin,
    ...(asked.kind === 'reseller' && asked.resellerPartnerId !== null ? { indirectResellerId: asked.resellerPartnerId } : {}),
    note: request.note,
    requestedBy: request.requestedBy,
    requestedAt: request.requestedAt.toISOString(),
    expiresAt: request.expiresAt.toISOString(),
    ...(answered === null ? {} : { answeredAt: answered.at.toISOString(), answeredBy: answered.by }),
    ...(request.tenantId === null ? {} : { customerId: request.tenantId }),
    ...(fresh === null ? {} : { url: fresh.url, message: messageView(fresh.message) }),
    attributes: { objectType: 'SentRelationshipRequest' },
  };
}

/** A drafted message under the names of the languages. */
export function messageView({ subject, body }: DraftedMessage): NonNullable<wire.SentRequest['message']> {
  return { subject: { en: subject.en, 'zh-TW': subject.zhTW }, body: { en: body.en, 'zh-TW': body.zhTW } };
}
