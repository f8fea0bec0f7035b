import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { ScheduledChange, ScheduledChangePreview } from '../../src/upgrades/scheduled/contract.ts';
import type { Page } from '../kit/paging.ts';
import { read } from '../kit/request.ts';
import { useForecast } from '../kit/useForecast.ts';
import { useWrite } from '../kit/useWrite.ts';

/** The subscription whose changes are scheduled. */
export type SchedulePlace = { readonly customerId: string; readonly subscriptionId: string };

/** What is to happen and when, as it is sent. */
export type ScheduleWish = { readonly when: 'date' | 'renewal'; readonly date?: string } & (
  | { readonly kind: 'seats'; readonly quantity?: number; readonly quantityChange?: number; readonly acceptLicenseConflict?: boolean }
  | {
      readonly kind: 'upgrade';
      readonly targetOffer: { readonly id: string };
      readonly upgradeType?: string;
      readonly addOns?: readonly { readonly subscriptionId: string; readonly choice: 'keep' | 'drop' }[];
    }
);

const pathOf = ({ customerId, subscriptionId }: SchedulePlace) => `/v1/customers/${customerId}/subscriptions/${subscriptionId}`;

/** What is scheduled for a subscription, and what became of it. */
export function useScheduledChanges(place: SchedulePlace) {
  return useQuery({
    queryKey: ['customer', place.customerId, 'scheduledchanges', place.subscriptionId],
    queryFn: async ({ signal }) => (await read<Page<ScheduledChange>>(`${pathOf(place)}/scheduledchanges`, { signal })).items,
  });
}

/** What it would do on its day; asked when the person pauses, and not at all without a complete wish. */
export function useSchedulePreview(place: SchedulePlace, wish: ScheduleWish | null, scheduleId: string | undefined) {
  const asked = usePaused(wish === null ? null : JSON.stringify({ ...wish, ...(scheduleId === undefined ? {} : { scheduleId }) }));
  return useQuery({
    queryKey: ['customer', place.customerId, 'schedulepreviews', place.subscriptionId, asked],
    queryFn: useForecast<ScheduledChangePreview>(`${pathOf(place)}/scheduledchangepreviews`, JSON.parse(asked ?? '{}')),
    enabled: wish !== null && asked !== null,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    retry: false,
  });
}

const PAUSE_MS = 350;

function usePaused(value: string | null): string | null {
  const [paused, setPaused] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return paused;
}

/** Schedules a change, or changes one that is scheduled. */
export function useSchedule(place: SchedulePlace, scheduleId: string | undefined) {
  return useWrite<ScheduleWish, ScheduledChange>(
    ({ kind, ...wish }) =>
      scheduleId === undefined
        ? { path: `${pathOf(place)}/scheduledchanges`, body: { kind, ...wish } }
        : { path: `${pathOf(place)}/scheduledchanges/${scheduleId}`, method: 'PATCH', body: wish },
    [['customer', place.customerId], ['comingdates']],
  );
}

/** Takes something scheduled back. */
export function useTakeBack(place: SchedulePlace) {
  return useWrite<{ readonly id: string }, ScheduledChange>(
    ({ id }) => ({ path: `${pathOf(place)}/scheduledchanges/${id}`, method: 'DELETE', body: undefined }),
    [['customer', place.customerId], ['comingdates']],
  );
}
