import { Checkbox, Field, Input } from '@fluentui/react-components';
import { RocketRegular } from '@fluentui/react-icons/svg/rocket';
import { useState } from 'react';
import { useFormats } from '../kit/formats.ts';
import { FormDialog } from '../kit/FormDialog.tsx';
import { MistakeNotice } from '../kit/MistakeNotice.tsx';
import { useWords } from '../kit/words.ts';
import { useCreate, type CampaignFilter } from './campaigns.ts';
import { isGoodPace, limitsOf, unlimited, type Running } from './hours.ts';
import { RunningFields } from './RunningFields.tsx';
import { AT_ONCE, isGoodTiming, timingOf, type Timing } from './timing.ts';
import { TimingFields } from './TimingFields.tsx';

/** One upgrade that somebody picked. */
export type Picked = { readonly customerId: string; readonly subscriptionId: string; readonly targetOfferId: string };

type StartProps = {
  readonly filter: CampaignFilter;
  /** What the filter narrows the new product to; without it each becomes the dearest that is open to it. */
  readonly targetOfferId: string | undefined;
  /** Where some are picked these alone are meant, and not what the filter finds. */
  readonly picked: readonly Picked[];
  readonly onMade: (campaignId: string) => void;
};

/** Makes a campaign of what somebody picked in the portfolio, or of everything that its filter finds. */
export function StartCampaign({ filter, targetOfferId, picked, onMade }: StartProps) {
  const t = useWords();
  const formats = useFormats();
  const create = useCreate();
  const [name, setName] = useState('');
  const [running, setRunning] = useState<Running>(unlimited);
  const [timing, setTiming] = useState<Timing>(AT_ONCE);
  const [acceptsLaterDay, setAccepts] = useState(false);
  const open = () => {
    create.reset();
    setName(`${t('campaigns.startTitle')} ${formats.day(new Date().toISOString())}`);
    setRunning(unlimited());
    setTiming(AT_ONCE);
    setAccepts(false);
  };
  return (
    <FormDialog
      right="subscriptions.upgrade"
      button={picked.length === 0 ? t('campaigns.start') : t('campaigns.startPicked', { count: picked.length })}
      title={t('campaigns.startTitle')}
      confirm={t('campaigns.startNow')}
      icon={<RocketRegular />}
      isBusy={create.isPending}
      canConfirm={name.trim() !== '' && isGoodPace(running) && isGoodTiming(timing)}
      onOpen={open}
      onConfirm={(requestId, close) => {
        const target = targetOfferId === undefined ? {} : { targetOfferId };
        const chosen = picked.length === 0 ? { filter, ...target } : { subscriptions: [...picked] };
        const wish = { name: name.trim(), acceptsLaterDay, ...chosen, ...timingOf(timing), ...limitsOf(running) };
        create.mutate(
          { wish, requestId },
          {
            onSuccess: ({ id }) => {
              close();
              onMade(id);
            },
          },
        );
      }}
    >
      <p>{t(picked.length === 0 ? 'campaigns.startDetail' : 'campaigns.startPickedDetail')}</p>
      <Field label={t('campaigns.name')} required>
        <Input value={name} maxLength={200} onChange={(_, { value }) => setName(value)} />
      </Field>
      {picked.length === 0 && (
        <div>
          {t('campaigns.target')}:{' '}
          <strong>{t(targetOfferId === undefined ? 'campaigns.target.dearest' : 'campaigns.target.filter')}</strong>
        </div>
      )}
      <TimingFields timing={timing} onChange={setTiming} />
      <RunningFields running={running} onChange={setRunning} />
      {timing.when === 'now' && (
        <Checkbox
          label={t('campaigns.acceptsLaterDay')}
          checked={acceptsLaterDay}
          onChange={(_, { checked }) => setAccepts(checked === true)}
        />
      )}
      <MistakeNotice error={create.error} />
    </FormDialog>
  );
}
