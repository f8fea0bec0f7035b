import { Type, type Static } from 'typebox';
import { Attributes, Collection } from '../../platform/contract.ts';

export const NoticeKind = Type.Enum(['left_behind', 'schedule_trouble', 'campaign_waiting', 'term_end', 'removal', 'delegated_admin_end']);

/** Something that one can act on; one notice for each kind, however many things it is about. */
export const Notice = Type.Object(
  {
    kind: NoticeKind,
    count: Type.Integer({ description: 'Users, scheduled changes, campaigns, subscriptions or relationships.' }),
    firstDate: Type.Optional(Type.String({ format: 'date', description: 'The first day of what has days.' })),
    isRead: Type.Boolean({ description: 'Whether the person has read it; new again when something newer joins.' }),
    newest: Type.String({ description: 'To be sent along when it is marked: what joins afterwards is not marked.' }),
    attributes: Attributes('Notice'),
  },
  { title: 'Notice' },
);
export const Notices = Collection(Notice);

export const NoticeParams = Type.Object({ kind: NoticeKind });

export const NoticeMarkBody = Type.Object({
  mark: Type.Enum(['read', 'unread', 'dismissed']),
  newest: Type.String({ maxLength: 64 }),
});

/** Which notices a person does not want. */
export const NoticeSettings = Type.Object(
  {
    muted: Type.Array(NoticeKind, { maxItems: 20 }),
    mail: Type.Enum(['none', 'daily'], {
      description: 'daily: what is new comes by mail, at most once a day. Needs SMTP_URL on the server.',
    }),
    attributes: Attributes('NoticeSettings'),
  },
  { title: 'NoticeSettings' },
);
export const NoticeSettingsBody = Type.Object({
  muted: Type.Array(NoticeKind, { maxItems: 20 }),
  mail: Type.Optional(Type.Enum(['none', 'daily'], { description: 'As before where left out.' })),
});

export type Notice = Static<typeof Notice>;
export type NoticeSettings = Static<typeof NoticeSettings>;
