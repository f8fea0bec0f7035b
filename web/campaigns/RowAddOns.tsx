import { Field, Select } from '@fluentui/react-components';
import { useState } from 'react';
import type { CampaignRowDetails, CampaignView } from '../../src/campaigns/contract.ts';
import { ConfirmDialog } from '../kit/ConfirmDialog.tsx';
import { useFormats } from '../kit/formats.ts';
import { PermittedButton } from '../kit/PermittedButton.tsx';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { newRequestId } from '../kit/requestId.ts';
import { Buttons } from '../kit/Section.tsx';
import { useWords } from '../kit/words.ts';
import { useAct, useDecide } from './campaigns.ts';
import styles from './Campaigns.module.css';

type AddOn = CampaignRowDetails['addOns'][number];
type Choice = NonNullable<AddOn['choice']>;
type RowAddOnsProps = { readonly row: CampaignRowDetails; readonly campaign: Pick<CampaignView, 'id' | 'actions'> };

/** What becomes of each add-on of one upgrade, its money being in the bill; before an approval it can be decided here, for this one alone. */
export function RowAddOns({ row, campaign }: RowAddOnsProps) {
  const t = useWords();
  const isOpen = campaign.actions.includes('decide') && DECIDED_IN.includes(row.state);
  return (
    <>
      <h3>{t('campaigns.addOns')}</h3>
      {isOpen ? <Decide row={row} campaign={campaign} /> : <Decided addOns={row.addOns} />}
      {!isOpen && DECIDED_IN.includes(row.state) && <NotNow campaign={campaign} />}
    </>
  );
}

/** What was not carried out, and is not left out. */
const DECIDED_IN: readonly CampaignRowDetails['state'][] = ['chosen', 'possible', 'refused', 'changed', 'failed'];

function Decided({ addOns }: Pick<CampaignRowDetails, 'addOns'>) {
  const t = useWords();
  return (
    <ul className={styles.lines}>
      {addOns.map(({ subscriptionId, offer, quantity, choice, isDecidedAlone }) => (
        <li key={subscriptionId} className={styles.line}>
          <span>
            {t('upgrades.addOnSeats', { name: offer.name, quantity })}
            {isDecidedAlone && <span className={styles.under}>{t('campaigns.addOnAlone')}</span>}
          </span>
          <span>{t(`campaigns.addOn.${choice ?? 'open'}`)}</span>
        </li>
      ))}
    </ul>
  );
}

/** What somebody approved is carried out as it is: how it can be decided about again, and the first step of that where it is one. */
function NotNow({ campaign: { id, actions } }: Pick<RowAddOnsProps, 'campaign'>) {
  const t = useWords();
  const act = useAct(id);
  if (actions.includes('pause')) return <p>{t('campaigns.addOnsPauseFirst')}</p>;
  if (!actions.includes('rehearse')) return <p>{t('campaigns.addOnsNoMore')}</p>;
  return (
    <>
      <p>{t('campaigns.addOnsRehearseFirst')}</p>
      <Buttons>
        <ConfirmDialog
          right="subscriptions.upgrade"
          button={t('campaigns.rehearse')}
          title={t('campaigns.rehearseTitle')}
          confirm={t('campaigns.rehearse')}
          isBusy={act.isPending}
          onConfirm={(requestId) => act.mutate({ wish: { path: 'rehearsal' }, requestId })}
        >
          {t('campaigns.rehearseDetail')}
        </ConfirmDialog>
      </Buttons>
      {act.error !== null && <ProblemNotice problem={act.error.problem} />}
    </>
  );
}

function Decide({ row, campaign }: RowAddOnsProps) {
  const t = useWords();
  const [chosen, setChosen] = useState<Readonly<Record<string, Choice | ''>>>({});
  const decide = useDecide(campaign.id, row.id, () => setChosen({}));
  const ownOf = ({ subscriptionId, choice, isDecidedAlone }: AddOn): Choice | '' =>
    chosen[subscriptionId] ?? (isDecidedAlone ? (choice ?? '') : '');
  const wish = row.addOns.flatMap((addOn) => {
    const choice = ownOf(addOn);
    return choice === '' ? [] : [{ subscriptionId: addOn.subscriptionId, choice }];
  });
  const isBeingWorkedOut = row.state === 'chosen';
  return (
    <>
      <p>{t('campaigns.addOnsOfRow')}</p>
      <div className={styles.tools}>
        {row.addOns.map((addOn) => (
          <AddOnChoice
            key={addOn.subscriptionId}
            addOn={addOn}
            choice={ownOf(addOn)}
            onChoose={(choice) => setChosen({ ...chosen, [addOn.subscriptionId]: choice })}
          />
        ))}
      </div>
      <Buttons>
        <PermittedButton
          right="subscriptions.upgrade"
          isBusy={decide.isPending || isBeingWorkedOut}
          isDisabled={Object.keys(chosen).length === 0}
          onClick={() => decide.mutate({ wish, requestId: newRequestId() })}
        >
          {t('campaigns.addOnsDecide')}
        </PermittedButton>
      </Buttons>
      <div role="status">{isBeingWorkedOut && t('campaigns.rowWorkedOut')}</div>
      {decide.error !== null && <ProblemNotice problem={decide.error.problem} />}
    </>
  );
}

type AddOnChoiceProps = { readonly addOn: AddOn; readonly choice: Choice | ''; readonly onChoose: (choice: Choice | '') => void };

function AddOnChoice({ addOn, choice, onChoose }: AddOnChoiceProps) {
  const t = useWords();
  const formats = useFormats();
  const { offer, quantity, choices, impossible, isDecidedAlone } = addOn;
  const ruled = isDecidedAlone ? undefined : addOn.choice;
  const byRules =
    ruled === undefined ? t('campaigns.addOn.byRules') : t('campaigns.addOn.byRulesNow', { choice: t(`campaigns.addOn.${ruled}`) });
  const offered = (['keep', 'drop'] as const).filter((each) => each === choice || choices.some((open) => open.choice === each));
  const wordsOf = (each: Choice) => {
    const total = choices.find((open) => open.choice === each)?.total;
    const words = t(`campaigns.addOn.${each}`);
    return total === undefined ? words : t('campaigns.addOnFor', { choice: words, total: formats.money(total) });
  };
  const hints = [...impossible.map(({ description }) => description), ...(choices.length === 0 ? [t('campaigns.addOnStuck')] : [])];
  return (
    <Field
      label={t('upgrades.addOnSeats', { name: offer.name, quantity })}
      {...(hints.length === 0 ? {} : { hint: hints.map((each) => <div key={each}>{each}</div>) })}
    >
      <Select value={choice} onChange={(_, { value }) => onChoose(offered.find((each) => each === value) ?? '')}>
        <option value="">{byRules}</option>
        {offered.map((each) => (
          <option key={each} value={each}>
            {wordsOf(each)}
          </option>
        ))}
      </Select>
    </Field>
  );
}
