import { useQuery } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import type { RightsTable } from '../../src/access/staff/contract.ts';
import { useFormats } from './formats.ts';
import { read } from './request.ts';
import { useWords, useWordsByCode } from './words.ts';

/** The rights of the person who is signed in. */
export const RightsContext = createContext<readonly string[]>([]);

/** Whether the person may do something, and where not, who may: a sentence. */
export type Permission = { readonly isGranted: boolean; readonly whoMay: string };

export function usePermission(right: string): Permission {
  const t = useWords();
  const byCode = useWordsByCode();
  const formats = useFormats();
  const isGranted = useContext(RightsContext).includes(right);
  const { data: rights } = useQuery({
    queryKey: ['rights'],
    queryFn: async ({ signal }) => (await read<RightsTable>('/v1/rights', { signal })).rights,
    enabled: !isGranted,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (isGranted) return { isGranted, whoMay: '' };
  const roles = rights?.find((row) => row.right === right)?.roles ?? [];
  if (roles.length === 0) return { isGranted, whoMay: t('kit.mayNot') };
  return { isGranted, whoMay: t('kit.whoMay', { roles: formats.anyOf(roles.map((role) => byCode(`session.role.${role}`) ?? role)) }) };
}
