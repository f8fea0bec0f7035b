import { callerOf } from '../../access/caller.ts';
import { questionOf } from '../../audit/question.ts';
import type { CatalogSource } from '../../catalog/catalog.ts';
import { withFreshCatalog } from '../../catalog/freshness.ts';
import { NO_CUSTOMER } from '../../customers/faults.ts';
import { unreachable } from '../../kit/brand.ts';
import type { CustomerId, UpgradeId } from '../../kit/ids.ts';
import type { Locale } from '../../kit/locale.ts';
import { atFirstNeed, type Clock } from '../../platform/clock.ts';
import { Fault } from '../../platform/contract.ts';
import type { Db } from '../../platform/db.ts';
import { NOT_FOUND, sendFault } from '../../platform/faults.ts';
import { localeOf } from '../../platform/headers.ts';
import type { Routes } from '../../platform/http.ts';
import { readerOf } from '../../platform/reader.ts';
import { previewUndo, undoUpgrade, type UndoOutcome, type UndoRequest } from './commands.ts';
import { UpgradeRecordParams, UpgradeUndo, UpgradeUndoPreview } from './contract.ts';
import type { UndoReason } from './reasons.ts';
import { undoneView, undoPreviewView } from './view.ts';
import { explainUndo } from './words.ts';

export type UndoDeps = { readonly db: Db; readonly catalog: CatalogSource; readonly clock: Clock; readonly newId: () => string };

const config = { right: 'subscriptions.upgrade' };
const tags = ['upgrades'];

/** Taking an upgrade back as a whole, and what that would do. */
export function undoRoutes({ db, catalog, clock, newId }: UndoDeps): Routes {
  const reader = readerOf(db);
  const around = () => atFirstNeed(clock, { catalog, newId });
  const addressOf = (request: {
    readonly caller: unknown;
    readonly params: { readonly customerId: string; readonly upgradeId: string };
  }) => ({
    partnerId: callerOf(request).partnerId,
    customerId: request.params.customerId as CustomerId,
    upgradeId: request.params.upgradeId as UpgradeId,
  });

  return async (app) => {
    app.get(
      '/v1/customers/:customerId/upgraderecords/:upgradeId/undo',
      {
        config,
        schema: {
          summary: 'Whether an upgrade can be undone, and what that would do',
          tags,
          params: UpgradeRecordParams,
          response: { 200: UpgradeUndoPreview, 404: Fault },
        },
      },
      async (request, reply) => {
        const address = addressOf(request);
        const outcome = await withFreshCatalog(catalog, () => previewUndo(reader, address, callerOf(request), around()));
        if (outcome.kind === 'decided') return undoPreviewView(outcome, localeOf(request));
        return sendFault(reply, 404, outcome.kind === 'no_such_customer' ? NO_CUSTOMER : NOT_FOUND);
      },
    );

    app.post(
      '/v1/customers/:customerId/upgraderecords/:upgradeId/undo',
      {
        config,
        schema: {
          summary: 'Undo an upgrade: subscriptions, licences and money as they were',
          tags,
          params: UpgradeRecordParams,
          response: { 200: UpgradeUndo, 403: Fault, 404: Fault, 409: Fault },
        },
      },
      async (request, reply) => {
        const caller = callerOf(request);
        const locale = localeOf(request);
        const order: UndoRequest = {
          address: addressOf(request),
          actor: { caller, correlationId: request.correlationId, remoteAddress: request.ip },
          question: questionOf(request),
          answer: (facts, plan) => ({ status: 200, body: undoneView(facts, plan, locale) }),
        };
        const outcome = await withFreshCatalog(catalog, () => db.transaction((tx) => undoUpgrade(tx, order, around())));
        return answerUndo(reply, outcome, locale);
      },
    );
  };
}

type Reply = Parameters<typeof sendFault>[0];

function answerUndo(reply: Reply, outcome: Exclude<UndoOutcome, { kind: 'catalog_outdated' }>, locale: Locale) {
  switch (outcome.kind) {
    case 'answered':
      return reply.code(outcome.answer.status).send(outcome.answer.body);
    case 'decided': {
      const { reasons } = outcome.planning;
      const [first] = reasons;
      if (first === undefined) throw new Error('refused without a reason');
      const { status, code } = statusOf(first);
      return sendFault(reply, status, {
        code,
        description: explainUndo(first, outcome.facts.catalog, locale),
        data: reasons.map((reason) => reason.code),
      });
    }
    case 'no_such_customer':
      return sendFault(reply, 404, NO_CUSTOMER);
    case 'no_such_upgrade':
      return sendFault(reply, 404, NOT_FOUND);
    default:
      return unreachable(outcome);
  }
}

/** The first reason decides about status and code; `data` names all of them. */
function statusOf({ code }: UndoReason): { readonly status: number; readonly code: number } {
  switch (code) {
    case 'user_context_required':
      return { status: 403, code: 900329 };
    case 'insufficient_granular_admin_permissions':
      return { status: 403, code: 900150 };
    case 'delegated_admin_permissions_disabled':
      return { status: 403, code: 900308 };
    case 'seat_family_full':
      return { status: 403, code: 800067 };
    default:
      return { status: 409, code: 900278 };
  }
}
