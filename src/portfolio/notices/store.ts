import type { Role } from '../../access/caller.ts';
import { productItemSql } from '../../catalog/store.ts';
import type { Day } from '../../kit/dates.ts';
import type { Locale } from '../../kit/locale.ts';
import type { PartnerId, PartnerUserId } from '../../kit/ids.ts';
import type { Reader } from '../../platform/reader.ts';
import type { Matter, NoticeKind, NoticeMark } from './notice.ts';

/** Which days count as near. */
export type Nearness = {
  readonly partnerId: PartnerId;
  readonly today: Day;
  readonly termEndUntil: Day;
  /** What was suspended between these days is removed soon. */
  readonly suspendedFrom: Day;
  readonly suspendedUntil: Day;
  readonly removalDays: number;
  readonly adminEndUntil: Day;
  readonly failedSince: string;
};

/** Still the partner's customer. */
const REACHABLE = (table: string) =>
  `exists (select 1 from relationship r where r.customer_id = ${table}.customer_id and r.partner_id = $1 and r.state = 'active')`;

/** Counts what there is to act on, each kind from its own index. */
export async function readMatters(reader: Reader, near: Nearness): Promise<readonly Matter[]> {
  const { rows } = await reader.query<Matter>(
    `/* fanout */
     select 'left_behind' as kind, count(*) as count, null::date as "firstOn", coalesce(max(b.recorded_at)::text, '') as newest
       from left_behind_user b where b.partner_id = $1 and b.state = 'open' and ${REACHABLE('b')}
     union all
     select 'schedule_trouble', count(*), min(d.due_on), coalesce(max(coalesce(d.finished_at, d.checked_at, d.changed_at))::text, '')
       from scheduled_change d
      where d.partner_id = $1 and ${REACHABLE('d')}
        and ((d.state = 'failed' and d.finished_at >= $8::timestamptz) or (d.state = 'pending' and d.reasons <> '[]'::jsonb))
     union all
     select 'campaign_waiting', count(*), null, coalesce(max(c.created_at)::text, '')
       from campaign c where c.partner_id = $1 and (c.state = 'ready' or (c.state = 'paused' and c.trouble is not null))
     union all
     select 'term_end', count(*), min(s.term_until), coalesce(max(s.term_until)::text, '')
       from subscription s join offer o on o.offer_id = s.offer_id
      where s.partner_id = $1 and s.status = 'active' and s.term_until between $2::date and $3::date and (not s.auto_renew or o.is_trial)
        and s.parent_subscription_id is null and ${REACHABLE('s')}
     union all
     select 'removal', count(*), min(s.suspended_on) + $6::integer, coalesce(max(s.suspended_on)::text, '')
       from subscription s
      where s.partner_id = $1 and s.status = 'suspended' and s.suspended_on between $4::date and $5::date and not ${productItemSql('s.offer_id')}
        and not ('BaseSuspended' = any(s.suspension_reasons)) and ${REACHABLE('s')}
     union all
     select 'delegated_admin_end', count(*), min(g.ends_on), coalesce(max(g.ends_on)::text, '')
       from delegated_admin_relationship g
      where g.partner_id = $1 and g.terminated_at is null and g.auto_extend_days = 0 and g.ends_on between $2::date and $7::date and ${REACHABLE('g')}`,
    [
      near.partnerId,
      near.today,
      near.termEndUntil,
      near.suspendedFrom,
      near.suspendedUntil,
      near.removalDays,
      near.adminEndUntil,
      near.failedSince,
    ],
  );
  return rows;
}

/** What is kept of one person. */
export type PersonNotices = { readonly marks: readonly NoticeMark[]; readonly muted: readonly string[]; readonly mail: 'none' | 'daily' };

/** What a person did with notices before, and which kinds they do not want. */
export async function readMarks(reader: Reader, userId: PartnerUserId): Promise<PersonNotices> {
  const { rows } = await reader.query<PersonNotices>(
    `select coalesce((select json_agg(json_build_object('kind', m.kind, 'mark', m.mark, 'newest', m.newest)) from notice_mark m where m.user_id = $1), '[]') as marks,
            coalesce((select s.muted from notice_setting s where s.user_id = $1), '{}') as muted,
            coalesce((select s.mail from notice_setting s where s.user_id = $1), 'none') as mail`,
    [userId],
  );
  return rows[0] ?? { marks: [], muted: [], mail: 'none' };
}

/** Keeps what a person did with a notice; null takes it back. */
export async function saveMark(
  reader: Reader,
  userId: PartnerUserId,
  {
    kind,
    mark,
    newest,
    at,
  }: { readonly kind: NoticeKind; readonly mark: NoticeMark['mark'] | null; readonly newest: string; readonly at: Date },
): Promise<void> {
  if (mark === null) {
    await reader.query('delete from notice_mark where user_id = $1 and kind = $2', [userId, kind]);
    return;
  }
  await reader.query(
    `insert into notice_mark (user_id, kind, mark, newest, marked_at) values ($1, $2, $3, $4, $5)
         on conflict (user_id, kind) do update set mark = excluded.mark, newest = excluded.newest, marked_at = excluded.marked_at`,
    [userId, kind, mark, newest, at.toISOString()],
  );
}

/** Keeps which kinds a person does not want to hear of, and whether they want mails. */
export async function saveSettings(
  reader: Reader,
  userId: PartnerUserId,
  wanted: { readonly muted: readonly NoticeKind[]; readonly mail: 'none' | 'daily'; readonly language: Locale; readonly at: Date },
): Promise<void> {
  await reader.query(
    `insert into notice_setting (user_id, muted, mail, language, changed_at) values ($1, $2, $3, $4, $5)
         on conflict (user_id) do update set muted = excluded.muted, mail = excluded.mail, language = excluded.language, changed_at = excluded.changed_at`,
    [userId, wanted.muted, wanted.mail, wanted.language, wanted.at.toISOString()],
  );
}

/** Somebody who wants a mail and got none today. */
export type Addressee = {
  readonly userId: PartnerUserId;
  readonly partnerId: PartnerId;
  readonly address: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
  readonly language: Locale;
  readonly mailedOn: string | null;
  readonly mailed: Readonly<Record<string, string>>;
};

/** Takes somebody who is due a mail, so that no other process mails them today; null where nobody is. */
export async function claimAddressee(reader: Reader, today: Day, passedOver: readonly string[]): Promise<Addressee | null> {
  const { rows } = await reader.query<Addressee>(
    `with due as (
       select s.user_id, s.mailed_on from notice_setting s join partner_user u on u.user_id = s.user_id and u.disabled_at is null
        where s.mail = 'daily' and (s.mailed_on is null or s.mailed_on < $1) and s.user_id <> all($2::uuid[])
        order by s.user_id limit 1 for update of s skip locked
     )
     update notice_setting s set mailed_on = $1 from due, partner_user u
      where s.user_id = due.user_id and u.user_id = due.user_id
     returning s.user_id as "userId", u.partner_id as "partnerId", u.user_principal_name as address, u.display_name as "displayName", s.language,
               array(select role from partner_user_role r where r.user_id = s.user_id order by role) as roles, due.mailed_on as "mailedOn", s.mailed`,
    [today, passedOver],
  );
  return rows[0] ?? null;
}

/** Keeps what a mail told, or lets the person be mailed later today where there was nothing to tell or it did not arrive. */
export async function noteMailed(
  reader: Reader,
  { userId, mailedOn, mailed }: Pick<Addressee, 'userId' | 'mailedOn' | 'mailed'>,
): Promise<void> {
  await reader.query('update notice_setting set mailed_on = $2, mailed = $3 where user_id = $1', [
    userId,
    mailedOn,
    JSON.stringify(mailed),
  ]);
}
