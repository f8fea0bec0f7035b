import { Checkbox } from '@fluentui/react-components';
import { useWords, useWordsByCode } from '../kit/words.ts';
import { ROLES, type Role } from './people.ts';
import styles from './Staff.module.css';

type RoleFieldsProps = {
  readonly chosen: readonly Role[];
  readonly onChange: (roles: readonly Role[]) => void;
  /** Whether the person who chooses is a global admin: only they make or unmake one. */
  readonly mayChooseGlobalAdmin: boolean;
};

/** The roles of a person, any number of them. */
export function RoleFields({ chosen, onChange, mayChooseGlobalAdmin }: RoleFieldsProps) {
  const t = useWords();
  const byCode = useWordsByCode();
  return (
    <fieldset className={styles.roles}>
      <legend>{t('staff.roles')}</legend>
      {ROLES.map((role) => {
        const isClosed = role === 'global_admin' && !mayChooseGlobalAdmin;
        return (
          <div key={role} className={styles.role}>
            <Checkbox
              label={byCode(`session.role.${role}`) ?? role}
              checked={chosen.includes(role)}
              disabled={isClosed}
              onChange={(_, { checked }) => onChange(checked === true ? [...chosen, role] : chosen.filter((each) => each !== role))}
            />
            <span className={styles.hint}>{isClosed ? t('staff.refused.global_admin_required') : byCode(`staff.about.${role}`)}</span>
          </div>
        );
      })}
    </fieldset>
  );
}
