import { Button, Field, Input, Select } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { downloadFile } from '../kit/csv.ts';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { readFile } from '../kit/request.ts';
import { useWords, useWordsByCode } from '../kit/words.ts';
import styles from './Audit.module.css';
import { auditQuery, type AuditFilter } from './listAuditRecords.ts';
import { OPERATIONS, OWN_RESOURCES, RESOURCES } from './operations.ts';

type AuditFiltersProps = {
  readonly customerId: string | null;
  readonly filter: AuditFilter;
  readonly onFilter: (filter: AuditFilter) => void;
};

/** Days, operation, resource, customer, person; and the same list as a file. */
export function AuditFilters({ customerId, filter, onFilter }: AuditFiltersProps) {
  const t = useWords();
  const narrow = (change: AuditFilter) => onFilter({ ...filter, ...change });
  const isOwn = filter.own === true && customerId === null;
  return (
    <>
      <search className={styles.filters}>
        {customerId === null && (
          <Field label={t('audit.where')}>
            <Select
              value={isOwn ? 'own' : ''}
              onChange={(_, { value }) => onFilter({ from: filter.from, to: filter.to, ...(value === 'own' ? { own: true } : {}) })}
            >
              <option value="">{t('audit.atCustomers')}</option>
              <option value="own">{t('audit.inOwnHouse')}</option>
            </Select>
          </Field>
        )}
        <Days filter={filter} onFilter={narrow} />
        {!isOwn && (
          <Choice
            label={t('audit.what')}
            any={t('audit.anyOperation')}
            prefix="audit.operation"
            codes={OPERATIONS}
            value={filter.operation}
            onChange={(operation) => narrow({ operation })}
          />
        )}
        <Choice
          label={t('audit.resource')}
          any={t('audit.anyResource')}
          prefix="audit.resource"
          codes={isOwn ? OWN_RESOURCES : RESOURCES}
          value={filter.resource}
          onChange={(resource) => narrow({ resource })}
        />
        {!isOwn && customerId === null && (
          <PartOf label={t('audit.customer')} value={filter.customer} onChange={(customer) => narrow({ customer })} />
        )}
        {!isOwn && <PartOf label={t('audit.who')} value={filter.person} onChange={(person) => narrow({ person })} />}
        {!isOwn && <Export query={auditQuery(filter, customerId)} />}
      </search>
      <p className={styles.detail}>{t('audit.span')}</p>
    </>
  );
}

function Days({ filter: { from, to }, onFilter }: Pick<AuditFiltersProps, 'filter' | 'onFilter'>) {
  const t = useWords();
  const given = (value: string) => (value === '' ? undefined : value);
  return (
    <>
      <Field label={t('audit.fromDay')}>
        <Input type="date" value={from ?? ''} onChange={(_, { value }) => onFilter({ from: given(value) })} />
      </Field>
      <Field label={t('audit.toDay')}>
        <Input type="date" value={to ?? ''} onChange={(_, { value }) => onFilter({ to: given(value) })} />
      </Field>
    </>
  );
}

type ChoiceProps = {
  readonly label: string;
  readonly any: string;
  readonly prefix: string;
  readonly codes: readonly string[];
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
};

function Choice({ label, any, prefix, codes, value, onChange }: ChoiceProps) {
  const byCode = useWordsByCode();
  return (
    <Field label={label}>
      <Select value={value ?? ''} onChange={(_, chosen) => onChange(chosen.value === '' ? undefined : chosen.value)}>
        <option value="">{any}</option>
        {codes.map((code) => (
          <option key={code} value={code}>
            {byCode(`${prefix}.${code}`) ?? code}
          </option>
        ))}
      </Select>
    </Field>
  );
}

const PAUSE_MS = 300;

/** A part of a name, asked for once the person pauses. */
function PartOf({ label, value, onChange }: Pick<ChoiceProps, 'label' | 'value' | 'onChange'>) {
  const [text, setText] = useState(value ?? '');
  const told = useRef(onChange);
  useEffect(() => {
    told.current = onChange;
  });
  useEffect(() => {
    if (text.trim() === (value ?? '')) return undefined;
    const timer = setTimeout(() => told.current(text.trim() === '' ? undefined : text.trim()), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, value]);
  return (
    <Field label={label}>
      <Input type="search" value={text} maxLength={200} onChange={(_, data) => setText(data.value)} />
    </Field>
  );
}

function Export({ query }: { query: string }) {
  const t = useWords();
  const { mutate, isPending, error } = useMutation<Blob>({
    mutationFn: () => readFile(`/v1/auditrecords/export?${query}`),
    onSuccess: (file) => downloadFile('audit-records.csv', file),
  });
  return (
    <>
      <Button icon={<ArrowDownloadRegular />} disabledFocusable={isPending} onClick={() => mutate()} className={styles.export ?? ''}>
        {t('audit.export')}
      </Button>
      {error !== null && <ProblemNotice problem={error.problem} onRetry={() => mutate()} />}
    </>
  );
}
