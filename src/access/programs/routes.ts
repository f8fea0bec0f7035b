import type { ApplicationId } from '../../kit/ids.ts';
import { faultAnswer, sendAnswer } from '../../platform/answer.ts';
import type { Clock } from '../../platform/clock.ts';
import { Fault } from '../../platform/contract.ts';
import type { Db } from '../../platform/db.ts';
import { NOT_FOUND } from '../../platform/faults.ts';
import type { Routes } from '../../platform/http.ts';
import { collection } from '../../platform/paging.ts';
import { readerOf } from '../../platform/reader.ts';
import type { Access } from '../access.ts';
import type { AnswerOnce } from '../answering.ts';
import { callerOf } from '../caller.ts';
import type * as people from '../people.ts';
import { listApplications } from '../store.ts';
import { changeProgram } from './commands.ts';
import { Application, ApplicationChange, ApplicationParams, Applications } from './contract.ts';

export type ProgramDeps = {
  readonly access: Pick<Access, 'directory'>;
  readonly db: Db;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly answerOnce: AnswerOnce;
};

const config = { right: 'partner.users' } as const;
const tags = ['partner'];

/** The programs of the caller's partner, and what their client libraries can read. */
export function programRoutes({ access, answerOnce, db, clock, newId }: ProgramDeps): Routes {
  return async (app) => {
    app.get(
      '/v1/applications',
      { config, schema: { summary: 'The programs of the partner', tags, response: { 200: Applications } } },
      async (request) => collection((await listApplications(readerOf(db), callerOf(request).partnerId)).map(view)),
    );

    app.patch(
      '/v1/applications/:applicationId',
      {
        config,
        schema: {
          summary: 'Set which words and codes a program is answered with',
          tags,
          params: ApplicationParams,
          body: ApplicationChange,
          response: { 200: Application, 400: Fault, 404: Fault },
        },
      },
      async (request, reply) => {
        const { correlationId, ip: remoteAddress } = request;
        const order = { caller: callerOf(request), correlationId, remoteAddress, at: clock.now(), newId };
        const id = request.params.applicationId as ApplicationId;
        const answer = await answerOnce(request, async (tx) => {
          const changed = await changeProgram(tx, order, id, request.body.clientGeneration);
          return changed === null ? faultAnswer(404, NOT_FOUND) : { status: 200, body: view(changed) };
        });
        access.directory.forget();
        return sendAnswer(reply, answer);
      },
    );
  };
}

function view({ applicationId: id, displayName, disabled, generation }: people.Application): Application {
  return { id, displayName, disabled, clientGeneration: generation ?? 'common', attributes: { objectType: 'Application' } };
}
