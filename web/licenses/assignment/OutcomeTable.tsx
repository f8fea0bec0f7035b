import { Badge, Button } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download';
import { useState } from 'react';
import type { LicenseUpdateResult, LicenseUpdates } from '../../../src/licenses/assignment/contract.ts';
import { downloadCsv } from '../../kit/csv.ts';
import { DataTable, type Column } from '../../kit/DataTable.tsx';
import { Fact, Facts } from '../../kit/Facts.tsx';
import { useFormats } from '../../kit/formats.ts';
import { TextLink } from '../../kit/links.tsx';
import { Buttons } from '../../kit/Section.tsx';
import { useWords, useWordsByCode } from '../../kit/words.ts';
import styles from './Assignment.module.css';
import { RefusalList } from './RefusalList.tsx';
import { inOrderOfCare, resultsCsv } from './results.ts';

const SHOWN_FIRST = 50;

type Results = Pick<LicenseUpdates, 'preview' | 'usersChanged' | 'usersUnchanged' | 'usersRefused'> & {
  readonly results: readonly LicenseUpdateResult[];
};

/** What a change of many users would come to, or came to: numbers, then each user, those who are refused first. */
export function OutcomeTable({ customerId, outcome }: { customerId: string; outcome: Results }) {
  const t = useWords();
  const formats = useFormats();
  const byCode = useWordsByCode();
  const [shown, setShown] = useState(SHOWN_FIRST);
  const columns = useColumns(customerId, outcome.preview);
  const { preview, usersChanged, usersUnchanged, usersRefused } = outcome;
  const results = inOrderOfCare(outcome.results);
  const download = () => downloadCsv(preview ? 'license-preview.csv' : 'license-result.csv', resultsCsv(results, { t, byCode }, preview));
  return (
    <>
      <Facts>
        <Fact name={t(preview ? 'users.willChange' : 'users.haveChanged')}>{formats.number(usersChanged)}</Fact>
        <Fact name={t('users.stay')}>{formats.number(usersUnchanged)}</Fact>
        <Fact name={t(preview ? 'users.cannot' : 'users.couldNot')}>{formats.number(usersRefused)}</Fact>
      </Facts>
      {results.length > 0 && (
        <>
          <DataTable
            label={t(preview ? 'users.preview' : 'users.result')}
            columns={columns}
            rows={results.slice(0, shown)}
            rowKey={({ userId, line }) => `${userId}${line ?? ''}`}
          />
          <Buttons>
            {results.length > shown && (
              <Button onClick={() => setShown(shown * 4)}>{t('users.showMore', { count: results.length - shown })}</Button>
            )}
            <Button icon={<ArrowDownloadRegular />} onClick={download}>
              {t('users.downloadResult')}
            </Button>
          </Buttons>
        </>
      )}
    </>
  );
}

function useColumns(customerId: string, isPreview: boolean): readonly Column<LicenseUpdateResult>[] {
  const t = useWords();
  const byCode = useWordsByCode();
  const formats = useFormats();
  return [
    {
      key: 'user',
      heading: t('licenses.user'),
      width: '2fr',
      isTitle: true,
      cell: ({ userId, displayName, userPrincipalName, line }) => (
        <>
          {displayName === '' ? (
            <span className={styles.name}>{userId}</span>
          ) : (
            <TextLink to="/customers/$customerId/users/$userId" params={{ customerId, userId }}>
              {displayName}
            </TextLink>
          )}
          <div className={styles.account}>
            {userPrincipalName}
            {line !== undefined && ` ${t('users.line', { line })}`}
          </div>
        </>
      ),
    },
    {
      key: 'outcome',
      heading: t('users.csv.outcome'),
      width: '1fr',
      cell: ({ outcome }) => (
        <Badge appearance="tint" color={COLORS[outcome]}>
          {(isPreview ? byCode(`users.foreseen.${outcome}`) : byCode(`users.outcome.${outcome}`)) ?? outcome}
        </Badge>
      ),
    },
    {
      key: 'why',
      heading: t('users.csv.why'),
      width: '4fr',
      cell: ({ reasons, servicesLost }) => (
        <>
          <RefusalList customerId={customerId} reasons={reasons} />
          {servicesLost.length > 0 && t('users.losesServices', { services: formats.list(servicesLost) })}
        </>
      ),
    },
  ];
}

const COLORS = { changed: 'success', unchanged: 'informative', refused: 'danger' } as const;
