import { Button, Menu, MenuDivider, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { SignOutRegular } from '@fluentui/react-icons/svg/sign-out';
import { InitialsIcon } from '../kit/InitialsIcon.tsx';
import { useFormats } from '../kit/formats.ts';
import { useWords, useWordsByCode } from '../kit/words.ts';
import { useSession } from './getSession.ts';
import styles from './PersonMenu.module.css';
import { signOut } from './signOut.ts';

/** Who is signed in, with which roles, and the way out. */
export function PersonMenu() {
  const t = useWords();
  const byCode = useWordsByCode();
  const formats = useFormats();
  const { user, csrfToken } = useSession();
  const roles = user.roles.map((role) => byCode(`session.role.${role}`) ?? role);
  const rolesText = roles.length === 0 ? t('session.noRole') : formats.list(roles);
  return (
    <Menu positioning="below-end">
      <MenuTrigger disableButtonEnhancement>
        <Button appearance="subtle" className={styles.button}>
          <span className="visually-hidden">{t('session.signedInAs')}</span>
          <span className={styles.names}>
            <span className={styles.name}>{user.displayName}</span>
            <span className={styles.roles}>{rolesText}</span>
          </span>
          <InitialsIcon name={user.displayName} />
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <div className={styles.person}>
          <strong>{user.displayName}</strong>
          <span className={styles.detail}>{user.userPrincipalName}</span>
          <span className={styles.detail}>{rolesText}</span>
        </div>
        <MenuDivider />
        <MenuList>
          <MenuItem icon={<SignOutRegular />} onClick={() => void signOut(csrfToken)}>
            {t('session.signOut')}
          </MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
