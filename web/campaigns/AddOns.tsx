import { Field, Select } from '@fluentui/react-components';
import { useState } from 'react';
import type { CampaignAddOn, CampaignView } from '../../src/campaigns/contract.ts';
import { ConfirmDialog } from '../kit/ConfirmDialog.tsx';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { newRequestId } from '../kit/requestId.ts';
import { Section } from '../kit/Section.tsx';
import { useWords } from '../kit/words.ts';
import { useAct, useAddOns, useEdit } from './campaigns.ts';
import styles from './Campaigns.module.css';

type Choice = NonNullable<CampaignAddOn['choice']>;

/** What becomes of the add-ons of all that is upgraded, and working it out by that; nothing where no add-on was found. */
export function AddOns({ campaign }: { campaign: CampaignView }) {
  const t = useWords();
  const [chosen, setChosen] = useState<Readonly<Record<string, Choice | ''>>>({});
  const edit = useEdit(campaign.id);
  const act = useAct(campaign.id);
  const { data } = useAddOns(campaign);
  const items = data?.items ?? [];
  if (items.length === 0 || !campaign.actions.includes('rehearse')) return null;
  const choiceOf = ({ offer, choice }: CampaignAddOn): Choice | '' => chosen[offer.id] ?? choice ?? '';
  const apply = (requestId: string) => {
    const rules = items.flatMap((item) => {
      const choice = choiceOf(item);
      return choice === '' ? [] : [{ offerId: item.offer.id, choice }];
    });
    const wish = { addOns: [...rulesBesides(campaign, items), ...rules] };
    edit.mutate({ wish, requestId }, { onSuccess: () => act.mutate({ wish: { path: 'rehearsal' }, requestId: newRequestId() }) });
  };
  const error = edit.error ?? act.error;
  return (
    <Section id="add-ons" title={t('campaigns.addOns')}>
      <p>{t('campaigns.addOnsDetail')}</p>
      <div className={styles.tools}>
        {items.map((item) => (
          <AddOn
            key={item.offer.id}
            item={item}
            choice={choiceOf(item)}
            onChoose={(choice) => setChosen({ ...chosen, [item.offer.id]: choice })}
          />
        ))}
        <ConfirmDialog
          right="subscriptions.upgrade"
          button={t('campaigns.addOnsApply')}
          title={t('campaigns.rehearseTitle')}
          confirm={t('campaigns.rehearse')}
          isBusy={edit.isPending || act.isPending}
          onConfirm={apply}
        >
          {t('campaigns.rehearseDetail')}
        </ConfirmDialog>
      </div>
      {error !== null && <ProblemNotice problem={error.problem} />}
    </Section>
  );
}

type AddOnProps = { readonly item: CampaignAddOn; readonly choice: Choice | ''; readonly onChoose: (choice: Choice | '') => void };

function AddOn({ item: { offer, rows, undecided, decidedAlone, choices }, choice, onChoose }: AddOnProps) {
  const t = useWords();
  const found = undecided === 0 ? t('campaigns.addOnIn', { rows }) : t('campaigns.addOnUndecided', { rows, undecided });
  const counted = decidedAlone === 0 ? found : `${found} · ${t('campaigns.addOnsAlone', { count: decidedAlone })}`;
  // What cannot be chosen anywhere would only leave everything as it is.
  const offered = (['keep', 'drop'] as const).filter((each) => undecided === 0 || choices.includes(each) || each === choice);
  const missing = (['keep', 'drop'] as const).filter((each) => undecided > 0 && !choices.includes(each));
  const hints = [counted, ...missing.map((each) => t('campaigns.addOnNowhere', { choice: t(`campaigns.addOn.${each}`) }))];
  return (
    <Field
      label={offer.name}
      hint={hints.map((each) => (
        <div key={each}>{each}</div>
      ))}
    >
      <Select value={choice} onChange={(_, { value }) => onChoose(offered.find((each) => each === value) ?? '')}>
        <option value="">{t('campaigns.addOn.open')}</option>
        {offered.map((each) => (
          <option key={each} value={each}>
            {t(`campaigns.addOn.${each}`)}
          </option>
        ))}
      </Select>
    </Field>
  );
}

/** What was said about add-ons that no upgrade has at the moment stays as it is. */
function rulesBesides({ addOns }: CampaignView, items: readonly CampaignAddOn[]) {
  return addOns
    .filter(({ offer }) => offer === undefined || !items.some((item) => item.offer.id === offer.id))
    .map(({ offer, choice }) => ({ ...(offer === undefined ? {} : { offerId: offer.id }), choice }));
}
