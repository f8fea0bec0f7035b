import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import type {
  CampaignAddOn,
  CampaignBody,
  CampaignEditBody,
  CampaignRow,
  CampaignRowDetails,
  CampaignSettings,
  CampaignView,
  RowDecisionBody,
} from '../../src/campaigns/contract.ts';
import { read } from '../kit/request.ts';
import { usePages } from '../kit/usePages.ts';
import { useWrite } from '../kit/useWrite.ts';
import type { timingOf } from './timing.ts';

/** The largest file that the server takes, in bytes. */
export const FILE_BYTES_MAX = 8_388_608;

/** The columns of a campaign's file. */
export const FILE_COLUMNS = ['customerId', 'subscriptionId', 'targetOfferId', 'quantity', 'upgradeType'] as const;

/** While the server works on a campaign it is asked so often how far it is. */
const LIVE_MS = 1_500;

/** Whether the server works on a campaign, so that what is seen changes by itself. */
export function isAtWork({ state, isUndoing }: Pick<CampaignView, 'state' | 'isUndoing'>): boolean {
  return ['choosing', 'rehearsing', 'running'].includes(state) || isUndoing;
}

/** The partner's campaigns, latest first. */
export function useCampaigns() {
  return usePages<CampaignView>(['campaigns', 'list'], '/campaigns');
}

/** One campaign; asked again and again while the server works on it. What changed about its rows is read with it. */
export function useCampaign(id: string) {
  const queryClient = useQueryClient();
  const queryKey = ['campaigns', 'one', id];
  return useQuery({
    queryKey,
    queryFn: async ({ signal }) => {
      const before = queryClient.getQueryData<CampaignView>(queryKey);
      const now = await read<CampaignView>(`/v1/campaigns/${encodeURIComponent(id)}`, { signal });
      if (before !== undefined && JSON.stringify(before.rows) !== JSON.stringify(now.rows))
        void queryClient.invalidateQueries({ queryKey: rowsKey(id) });
      return now;
    },
    refetchInterval: ({ state }) => (state.data !== undefined && isAtWork(state.data) ? LIVE_MS : false),
  });
}

export type RowState = CampaignRow['state'];

/** The states of rows, in the order in which people look at them. */
export const ROW_STATES: readonly RowState[] = [
  'possible',
  'refused',
  'changed',
  'failed',
  'omitted',
  'scheduled',
  'upgraded',
  'undone',
  'chosen',
  'undoing',
];

/** The rows of a campaign, all or those in one state. */
export function useRows(id: string, state: RowState | undefined) {
  const query = state === undefined ? '' : `?state=${state}`;
  return usePages<CampaignRow>(rowsKey(id, state), `/campaigns/${encodeURIComponent(id)}/rows${query}`);
}

function rowsKey(id: string, state?: RowState): readonly string[] {
  return ['campaigns', 'rows', id, ...(state === undefined ? [] : [state])];
}

/** One row with its bill, and whom it leaves behind. */
export function useRow(id: string, rowId: string) {
  return useQuery({
    queryKey: ['campaigns', 'row', id, rowId],
    queryFn: ({ signal }) =>
      read<CampaignRowDetails>(`/v1/campaigns/${encodeURIComponent(id)}/rows/${encodeURIComponent(rowId)}`, { signal }),
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.state === 'chosen' ? LIVE_MS : false),
  });
}

/** The add-ons of what a campaign is to upgrade; asked for when nothing is being worked out, and anew when its rows stand otherwise. */
export function useAddOns(campaign: CampaignView) {
  const { id, rows } = campaign;
  return useQuery({
    queryKey: ['campaigns', 'addons', id, rows],
    queryFn: ({ signal }) =>
      read<{ readonly items: readonly CampaignAddOn[] }>(`/v1/campaigns/${encodeURIComponent(id)}/addons`, { signal }),
    enabled: !isAtWork(campaign),
    placeholderData: keepPreviousData,
  });
}

const ALL = [['campaigns']];

type Filter = NonNullable<CampaignBody['filter']>;
/** A filter of the portfolio as it stands in an address: what is not said may be undefined. */
export type CampaignFilter = { readonly [Name in keyof Filter]?: Filter[Name] | undefined };

/** Prepares a campaign; the server begins to work it out. */
export function useCreate() {
  return useWrite<Omit<CampaignBody, 'filter'> & { readonly filter?: CampaignFilter }, CampaignView>(
    (body) => ({ path: '/v1/campaigns', body }),
    ALL,
  );
}

/** The same from a file. */
export function useUpload() {
  return useWrite<ReturnType<typeof timingOf> & { readonly name: string; readonly csv: string }, CampaignView>(
    ({ csv, ...rest }) => ({ path: `/v1/campaignfiles?${new URLSearchParams(rest)}`, body: csv, contentType: 'text/csv' }),
    ALL,
  );
}

/** What a person does to a campaign. */
export type ActWish = {
  readonly path: 'rehearsal' | 'omission' | 'readmission' | 'approval' | 'run' | 'pause' | 'stop' | 'undo';
  readonly rowIds?: readonly string[];
};

export function useAct(id: string) {
  return useWrite<ActWish, CampaignView>(
    ({ path, rowIds }) => ({ path: `/v1/campaigns/${encodeURIComponent(id)}/${path}`, body: rowIds === undefined ? {} : { rowIds } }),
    [...ALL, ['customer']],
  );
}

/** Decides about the add-ons of one row alone: all that is decided there. */
export function useDecide(id: string, rowId: string, onDone: () => void) {
  return useWrite<RowDecisionBody['addOns'], CampaignRowDetails>(
    (addOns) => ({ path: `/v1/campaigns/${encodeURIComponent(id)}/rows/${encodeURIComponent(rowId)}`, method: 'PATCH', body: { addOns } }),
    ALL,
    onDone,
  );
}

/** Changes how a campaign is to run. */
export function useEdit(id: string) {
  return useWrite<CampaignEditBody, CampaignView>(
    (body) => ({ path: `/v1/campaigns/${encodeURIComponent(id)}`, method: 'PATCH', body }),
    ALL,
  );
}

/** The partner's rules for its campaigns. */
export function useSettings() {
  return useQuery({
    queryKey: ['campaigns', 'settings'],
    queryFn: ({ signal }) => read<CampaignSettings>('/v1/campaignsettings', { signal }),
  });
}

export function useSetSecondPerson() {
  return useWrite<boolean, CampaignSettings>(
    (needsSecondPerson) => ({ path: '/v1/campaignsettings', method: 'PUT', body: { needsSecondPerson } }),
    ALL,
  );
}
