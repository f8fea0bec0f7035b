import { Switch, Tooltip } from '@fluentui/react-components';
import { usePermission } from '../kit/permission.ts';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { newRequestId } from '../kit/requestId.ts';
import { useWords } from '../kit/words.ts';
import { useSetSecondPerson, useSettings } from './campaigns.ts';

/** Whether the partner wants two people for each campaign; everybody sees it, a global admin changes it. */
export function SecondPerson() {
  const t = useWords();
  const { isGranted, whoMay } = usePermission('campaigns.settings');
  const { data } = useSettings();
  const set = useSetSecondPerson();
  if (data === undefined) return null;
  const field = (
    <Switch
      label={t('campaigns.second')}
      checked={data.needsSecondPerson}
      disabledFocusable={!isGranted || set.isPending}
      onChange={(_, { checked }) => set.mutate({ wish: checked, requestId: newRequestId() })}
    />
  );
  return (
    <div>
      {isGranted ? (
        field
      ) : (
        <Tooltip content={whoMay} relationship="description" withArrow>
          {field}
        </Tooltip>
      )}
      {set.error !== null && <ProblemNotice problem={set.error.problem} />}
    </div>
  );
}
