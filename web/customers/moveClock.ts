import { useQueryClient } from '@tanstack/react-query';
import type { CustomerClock } from '../../src/customers/time/contract.ts';
import { write } from '../kit/request.ts';
import { useIntention } from '../kit/useIntention.ts';

/** Moves a customer forward by days, once for each time somebody asks. Everything that was read of the customer is old then. */
export function useMoveClock(customerId: string) {
  const queryClient = useQueryClient();
  const readAnew = () => {
    void queryClient.invalidateQueries({ queryKey: ['customer', customerId] });
    void queryClient.invalidateQueries({ queryKey: ['invoices'] });
  };
  const { status, data, submit, ...intended } = useIntention<{ readonly days: number }, CustomerClock>({
    what: 'clock',
    where: customerId,
    send: (sent, csrfToken) => write<CustomerClock>(`/v1/customers/${customerId}/clock`, { ...sent, csrfToken }),
    goOn: () => null,
    onSuccess: readAnew,
    onFailed: readAnew,
  });
  return { ...intended, isPending: status === 'pending', moved: data, move: (days: number) => submit({ days }) };
}
