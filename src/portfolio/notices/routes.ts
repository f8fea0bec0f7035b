import { Type } from 'typebox';
import { callerOf, type Caller } from '../../access/caller.ts';
import { may } from '../../access/permissions.ts';
import { answering } from '../../audit/commands.ts';
import type { PartnerUserId } from '../../kit/ids.ts';
import { sendAnswer } from '../../platform/answer.ts';
import type { Clock } from '../../platform/clock.ts';
import { Fault } from '../../platform/contract.ts';
import type { Db } from '../../platform/db.ts';
import { localeOf } from '../../platform/headers.ts';
import type { Routes } from '../../platform/http.ts';
import { collection } from '../../platform/paging.ts';
import { readerOf } from '../../platform/reader.ts';
import { NoticeMarkBody, NoticeParams, Notices, NoticeSettings, NoticeSettingsBody } from './contract.ts';
import type * as wire from './contract.ts';
import { nearnessFor } from './nearness.ts';
import { NOTICE_KINDS, NOTICE_RIGHTS, noticesFor, type Notice } from './notice.ts';
import { readMarks, readMatters, saveMark, saveSettings, type PersonNotices } from './store.ts';

export type NoticeDeps = { readonly db: Db; readonly clock: Clock };

const config = { right: 'notices.own' } as const;
const tags = ['notices'];

/** What a person can act on now, what they did with it, and what they want to hear of. */
export function noticeRoutes({ db, clock }: NoticeDeps): Routes {
  const reader = readerOf(db);
  const answerOnce = answering({ db, clock });
  return async (app) => {
    app.get(
      '/v1/notices',
      { config, schema: { summary: 'What can be acted on now, one notice for each kind', tags, response: { 200: Notices } } },
      async (request) => {
        const caller = callerOf(request);
        const { marks, muted } = await readMarks(reader, personOf(caller));
        const matters = await readMatters(reader, nearnessFor(caller.partnerId, clock.now()));
        const seen = matters.filter(({ kind }) => may(caller, NOTICE_RIGHTS[kind]).kind === 'allowed');
        return collection(noticesFor(seen, marks, muted).map(noticeView));
      },
    );

    app.put(
      '/v1/notices/:kind/mark',
      {
        config,
        schema: {
          summary: 'Mark a notice as read, as unread, or put it away until something newer joins',
          tags,
          params: NoticeParams,
          body: NoticeMarkBody,
          response: { 204: Type.Null(), 400: Fault },
        },
      },
      async (request, reply) => {
        const { mark, newest } = request.body;
        const { kind } = request.params;
        const marked = { kind, mark: mark === 'unread' ? null : mark, newest, at: clock.now() };
        const answer = await answerOnce(request, async (tx) => {
          await saveMark(tx, personOf(callerOf(request)), marked);
          return { status: 204, body: null };
        });
        return sendAnswer(reply, answer);
      },
    );

    app.get(
      '/v1/notices/settings',
      { config, schema: { summary: 'Which notices the person does not want', tags, response: { 200: NoticeSettings } } },
      async (request) => settingsView(await readMarks(reader, personOf(callerOf(request)))),
    );

    app.put(
      '/v1/notices/settings',
      {
        config,
        schema: {
          summary: 'Say which notices one does not want',
          tags,
          body: NoticeSettingsBody,
          response: { 200: NoticeSettings, 400: Fault },
        },
      },
      async (request, reply) => {
        const userId = personOf(callerOf(request));
        const muted = NOTICE_KINDS.filter((kind) => request.body.muted.includes(kind));
        const answer = await answerOnce(request, async (tx) => {
          const mail = request.body.mail ?? (await readMarks(tx, userId)).mail;
          await saveSettings(tx, userId, { muted, mail, language: localeOf(request), at: clock.now() });
          return { status: 200, body: settingsView({ muted, mail }) };
        });
        return sendAnswer(reply, answer);
      },
    );
  };
}

/** The right lets people in and no programs. */
function personOf(caller: Caller): PartnerUserId {
  if (caller.kind !== 'user') throw new Error('a program has no notices: the right asks for a person');
  return caller.userId;
}

function noticeView({ kind, count, firstOn, newest, isRead }: Notice): wire.Notice {
  return { kind, count, ...(firstOn === null ? {} : { firstDate: firstOn }), isRead, newest, attributes: { objectType: 'Notice' } };
}

function settingsView({ muted, mail }: Pick<PersonNotices, 'muted' | 'mail'>): wire.NoticeSettings {
  return { muted: NOTICE_KINDS.filter((kind) => muted.includes(kind)), mail, attributes: { objectType: 'NoticeSettings' } };
}
