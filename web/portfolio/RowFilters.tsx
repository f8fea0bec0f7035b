import { Button, Field, Select } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download';
import { useMutation } from '@tanstack/react-query';
import { Details } from '../kit/Details.tsx';
import { downloadFile } from '../kit/csv.ts';
import { useFormats } from '../kit/formats.ts';
import { TextLink } from '../kit/links.tsx';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { readFile } from '../kit/request.ts';
import { useWords, useWordsByCode } from '../kit/words.ts';
import { ORDERS, queryStringOf, type PortfolioFilter, type PortfolioSearch } from './filter.ts';
import { useTotals } from './getTotals.ts';
import { Range, Typed } from './Range.tsx';
import styles from './Portfolio.module.css';

type FiltersProps = { readonly search: PortfolioSearch; readonly onSearch: (search: PortfolioSearch) => void };

/** What the rows are narrowed to and how they are ordered, how many there are, and the way to have them as a file. */
export function RowFilters({ search, onSearch }: FiltersProps) {
  const t = useWords();
  const { order, list: _, ...filter } = search;
  const change = (part: PortfolioSearch) => onSearch({ ...search, list: true, ...part });
  const { data: counted } = useTotals(filter);
  const { mutate, isPending, error } = useMutation<Blob>({
    mutationFn: () => readFile(`/v1/portfolio/upgrades/export?${queryStringOf(filter)}&order=${order ?? 'customer'}`),
    onSuccess: (file) => downloadFile('portfolio-upgrades.csv', file),
  });
  return (
    <>
      <search>
        <div className={styles.filters}>
          <Choices filter={filter} onChange={change} />
          <Field label={t('portfolio.order')}>
            <Select value={order ?? 'customer'} onChange={(_event, { value }) => change({ order: ORDERS.find((each) => each === value) })}>
              {ORDERS.map((each) => (
                <option key={each} value={each}>
                  {t(`portfolio.order.${each}`)}
                </option>
              ))}
            </Select>
          </Field>
        </div>
        <Details summary={t('portfolio.moreFilters')} isOpen={hasMore(filter)}>
          <div className={styles.filters}>
            <MoreChoices filter={filter} onChange={change} />
            <Ranges filter={filter} onChange={change} />
          </div>
        </Details>
      </search>
      <div className={styles.tools}>
        <p role="status" className={styles.counted}>
          {counted === undefined ? t('kit.loading') : t('portfolio.counted', { rows: counted.rows, count: counted.subscriptions })}
        </p>
        <TextLink to="/portfolio" search={{ list: true }}>
          {t('portfolio.noFilter')}
        </TextLink>
        <Button icon={<ArrowDownloadRegular />} onClick={() => mutate()} disabledFocusable={isPending}>
          {t('portfolio.export')}
        </Button>
      </div>
      {error !== null && <ProblemNotice problem={error.problem} onRetry={() => mutate()} />}
    </>
  );
}

/** Whether something is chosen that would be out of sight otherwise. */
function hasMore({
  onlyReason,
  country,
  resellerMpnId,
  seatsFrom,
  seatsTo,
  upliftFrom,
  upliftTo,
  renewalFrom,
  renewalTo,
}: PortfolioFilter): boolean {
  const chosen = [onlyReason, country, resellerMpnId, seatsFrom, seatsTo, upliftFrom, upliftTo, renewalFrom, renewalTo];
  return chosen.some((value) => value !== undefined);
}

type PartProps = { readonly filter: PortfolioFilter; readonly onChange: (part: PortfolioFilter) => void };

function useReasonOptions(): readonly (readonly [code: string, words: string])[] {
  const byCode = useWordsByCode();
  const { data: all } = useTotals({});
  return all?.reasons.map(({ code }) => [code, byCode(`reasons.${code}.title`) ?? code] as const) ?? [];
}

function Choices({ filter, onChange }: PartProps) {
  const t = useWords();
  const reasons = useReasonOptions();
  const { data: all } = useTotals({});
  const targets = new Map(all?.products.flatMap(({ targets: each }) => each.map(({ targetOffer }) => [targetOffer.id, targetOffer.name])));
  const verdict = filter.eligible === undefined ? '' : String(filter.eligible);
  return (
    <>
      <Choice
        label={t('portfolio.product')}
        value={filter.sourceOfferId}
        options={all?.products.map(({ sourceOffer }) => [sourceOffer.id, sourceOffer.name]) ?? []}
        onChange={(sourceOfferId) => onChange({ sourceOfferId })}
      />
      <Choice
        label={t('portfolio.target')}
        value={filter.targetOfferId}
        options={[...targets]}
        onChange={(targetOfferId) => onChange({ targetOfferId })}
      />
      <Choice
        label={t('portfolio.verdict')}
        value={verdict === '' ? undefined : verdict}
        options={[
          ['true', t('portfolio.possible')],
          ['false', t('portfolio.notPossible')],
        ]}
        onChange={(value) => onChange({ eligible: value === undefined ? undefined : value === 'true' })}
      />
      <Choice label={t('portfolio.reason')} value={filter.reason} options={reasons} onChange={(reason) => onChange({ reason })} />
    </>
  );
}

function MoreChoices({ filter, onChange }: PartProps) {
  const t = useWords();
  const formats = useFormats();
  const reasons = useReasonOptions();
  const { data: all } = useTotals({});
  return (
    <>
      <Choice
        label={t('portfolio.onlyReason')}
        value={filter.onlyReason}
        options={reasons}
        onChange={(onlyReason) => onChange({ onlyReason, upgradable: undefined })}
      />
      <Choice
        label={t('portfolio.country')}
        value={filter.country}
        options={all?.countries.map(({ country }) => [country, formats.country(country)]) ?? []}
        onChange={(country) => onChange({ country })}
      />
    </>
  );
}

type ChoiceProps = {
  readonly label: string;
  readonly value: string | undefined;
  readonly options: readonly (readonly [value: string, words: string])[];
  readonly onChange: (value: string | undefined) => void;
};

function Choice({ label, value = '', options, onChange }: ChoiceProps) {
  const t = useWords();
  const isKnown = value === '' || options.some(([each]) => each === value);
  return (
    <Field label={label}>
      <Select value={value} onChange={(_, data) => onChange(data.value === '' ? undefined : data.value)}>
        <option value="">{t('portfolio.any')}</option>
        {!isKnown && <option value={value}>{value}</option>}
        {options.map(([each, words]) => (
          <option key={each} value={each}>
            {words}
          </option>
        ))}
      </Select>
    </Field>
  );
}

function Ranges({ filter, onChange }: PartProps) {
  const t = useWords();
  const { seatsFrom, seatsTo, upliftFrom, upliftTo, renewalFrom, renewalTo, resellerMpnId } = filter;
  return (
    <>
      <Range
        label={t('portfolio.seats')}
        type="number"
        from={seatsFrom}
        to={seatsTo}
        onChange={(from, to) => onChange({ seatsFrom: numberIn(from, true), seatsTo: numberIn(to, true) })}
      />
      <Range
        label={t('portfolio.uplift')}
        type="number"
        from={upliftFrom}
        to={upliftTo}
        onChange={(from, to) => onChange({ upliftFrom: numberIn(from), upliftTo: numberIn(to) })}
      />
      <Range
        label={t('portfolio.renewal')}
        type="month"
        from={renewalFrom}
        to={renewalTo}
        onChange={(from, to) => onChange({ renewalFrom: monthIn(from), renewalTo: monthIn(to) })}
      />
      <Field label={t('portfolio.reseller')}>
        <Typed
          value={resellerMpnId ?? ''}
          type="text"
          onDone={(text) => onChange({ resellerMpnId: text.trim() === '' ? undefined : text.trim() })}
        />
      </Field>
    </>
  );
}

function numberIn(text: string, isWhole = false): number | undefined {
  const number = Number(text);
  if (text.trim() === '' || !Number.isFinite(number)) return undefined;
  return isWhole ? Math.max(0, Math.round(number)) : number;
}

function monthIn(text: string): string | undefined {
  return /^\d{4}-\d{2}$/.test(text) ? text : undefined;
}
