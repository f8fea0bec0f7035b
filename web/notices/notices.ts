import { useQuery } from '@tanstack/react-query';
import type { Notice, NoticeSettings } from '../../src/portfolio/notices/contract.ts';
import { read } from '../kit/request.ts';
import { useWrite } from '../kit/useWrite.ts';

/** The kinds of notices, the most pressing first. */
export const NOTICE_KINDS = [
  'left_behind',
  'schedule_trouble',
  'campaign_waiting',
  'term_end',
  'removal',
  'delegated_admin_end',
] as const satisfies readonly Notice['kind'][];

const KEY = ['notices'];
/** Days are what notices are about; nobody needs them by the second. */
const LOOK_AGAIN_MS = 300_000;

/** What the person can act on now. */
export function useNotices() {
  return useQuery({
    queryKey: [...KEY, 'list'],
    queryFn: ({ signal }) => read<{ readonly items: readonly Notice[] }>('/v1/notices', { signal }),
    refetchInterval: LOOK_AGAIN_MS,
  });
}

/** Marks a notice as read or new, or puts it away; what joined since it was shown is not marked. */
export function useMark() {
  return useWrite<{ readonly notice: Notice; readonly mark: 'read' | 'unread' | 'dismissed' }, null>(
    ({ notice, mark }) => ({ path: `/v1/notices/${notice.kind}/mark`, body: { mark, newest: notice.newest }, method: 'PUT' }),
    [KEY],
  );
}

/** What the person does not want to hear of. */
export function useSettings() {
  return useQuery({
    queryKey: [...KEY, 'settings'],
    queryFn: ({ signal }) => read<NoticeSettings>('/v1/notices/settings', { signal }),
  });
}

/** What a person wants: kinds left out, and mails. */
export type Wanted = Pick<NoticeSettings, 'muted' | 'mail'>;

/** Keeps what the person wants. */
export function useSaveSettings() {
  return useWrite<Wanted, NoticeSettings>((wanted) => ({ path: '/v1/notices/settings', body: wanted, method: 'PUT' }), [KEY]);
}
