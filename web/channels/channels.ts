import { useQuery, type QueryKey } from '@tanstack/react-query';
import type { Entitlement } from '../../src/subscriptions/channels/contract.ts';
import type { Channels } from '../../src/upgrades/channels/contract.ts';
import type { Page } from '../kit/paging.ts';
import { read } from '../kit/request.ts';
import { useWrite } from '../kit/useWrite.ts';

/** The channels besides this program. */
export const CHANNELS = ['other_partner', 'web_direct', 'volume_agreement', 'open_license', 'retail_key', 'advisor'] as const;
export const STATUSES = ['active', 'suspended', 'cancelled'] as const;
/** The columns of a file, in the order of the template. */
export const FILE_COLUMNS = ['channel', 'product', 'quantity', 'status', 'heldSince', 'heldUntil'] as const;
/** The server takes no larger file. */
export const FILE_BYTES_MAX = 262_144;

/** What the customer holds, through whom, and from when on each upgrade becomes possible. */
export function useChannels(customerId: string) {
  return useQuery({
    queryKey: ['customer', customerId, 'channels'],
    queryFn: ({ signal }) => read<Channels>(`/v1/customers/${customerId}/channels`, { signal }),
  });
}

/** What this partner itself recorded of what the customer holds elsewhere. */
export function useRecorded(customerId: string) {
  return useQuery({
    queryKey: ['customer', customerId, 'entitlements'],
    queryFn: async ({ signal }) =>
      (await read<Page<Entitlement>>(`/v1/customers/${customerId}/entitlements?onlyOwn=true`, { signal })).items,
  });
}

/** One entry as it is written. The product is an offer's id or a part number. */
export type WrittenEntry = {
  readonly channel: string;
  readonly offerId: string;
  readonly quantity: number;
  readonly status: string;
  readonly heldSince: string;
  readonly heldUntil?: string;
};

/** An entry that is there already, as it is written. */
export function writtenAgain({ channel, offerId, quantity, status, heldSince, heldUntil }: Entitlement): WrittenEntry {
  return { channel, offerId, quantity, status, heldSince, ...(heldUntil === undefined ? {} : { heldUntil }) };
}

const changes = (customerId: string): readonly QueryKey[] => [['customer', customerId]];

/** Replaces what the partner recorded by this list. */
export function useRecord(customerId: string) {
  return useWrite<readonly WrittenEntry[], Page<Entitlement>>(
    (items) => ({ path: `/v1/customers/${customerId}/entitlements`, method: 'PUT', body: { items } }),
    changes(customerId),
  );
}

/** The same from the text of a CSV file. */
export function useImport(customerId: string) {
  return useWrite<string, Page<Entitlement>>(
    (csv) => ({ path: `/v1/customers/${customerId}/entitlementfiles`, body: csv, contentType: 'text/csv' }),
    changes(customerId),
  );
}
