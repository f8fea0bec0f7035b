import { Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle } from '@fluentui/react-components';
import type { CampaignRow, CampaignView } from '../../src/campaigns/contract.ts';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { SkeletonRows } from '../kit/SkeletonRows.tsx';
import { useWords } from '../kit/words.ts';
import { useRow } from './campaigns.ts';
import { RowDetails } from './RowDetails.tsx';

type RowDialogProps = {
  readonly row: Pick<CampaignRow, 'id' | 'customerName'>;
  readonly campaign: Pick<CampaignView, 'id' | 'actions'>;
  readonly onClose: () => void;
};

/** The bill and the people of one upgrade. It stays open while the list behind it changes, as when the upgrade is worked out again. */
export function RowDialog({ row: { id, customerName }, campaign, onClose }: RowDialogProps) {
  const t = useWords();
  const { data, error, refetch } = useRow(campaign.id, id);
  return (
    <Dialog open onOpenChange={(_, { open }) => open || onClose()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t('campaigns.lookAt', { customer: customerName })}</DialogTitle>
          <DialogContent tabIndex={0}>
            {error !== null && <ProblemNotice problem={error.problem} onRetry={() => void refetch()} />}
            {error === null && data === undefined && <SkeletonRows rows={3} height={32} />}
            {data !== undefined && <RowDetails row={data} campaign={campaign} />}
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose}>{t('campaigns.close')}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
