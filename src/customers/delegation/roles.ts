import type { Bilingual } from '../../kit/locale.ts';

/** How far somebody may go in a customer's directory: not at all, read it, or also say who has which license. */
export type DirectoryLevel = 'none' | 'read' | 'write';

/** A role of a directory. Its id is the same in every directory. */
export type DirectoryRole = { readonly id: string; readonly name: Bilingual; readonly level: DirectoryLevel };

/** The role that is all others together. A relationship that has it is never extended by itself. */
export const GLOBAL_ADMINISTRATOR = '62e90394-69f5-4237-9190-012177145e10';

/** The role that says who holds which. */
export const PRIVILEGED_ROLE_ADMINISTRATOR = 'e8611ab8-c189-46e8-94e1-60213ab1f814';

/**
 * The roles that can be asked for. Which suffice for what is documented for the API: readers may upgrade a subscription,
 * those who write to the directory, or look after its licenses or users, may also move the users' licenses.
 */
export const DIRECTORY_ROLES: readonly DirectoryRole[] = [
  { id: '88d8e3e3-8f55-4a1e-953a-9b9898b8876b', name: { en: 'Directory Readers', zhTW: '目錄讀取者' }, level: 'read' },
  { id: 'f2ef992c-3afb-46b9-b7cf-a126ee74c451', name: { en: 'Global Reader', zhTW: '全域讀取者' }, level: 'read' },
  { id: '9360feb5-f418-4baa-8175-e2a00bac4301', name: { en: 'Directory Writers', zhTW: '目錄寫入者' }, level: 'write' },
  { id: '4d6ac14f-3453-41d0-bef9-a3e0c569773a', name: { en: 'License Administrator', zhTW: '授權系統管理員' }, level: 'write' },
  { id: 'fe930be7-5e62-47db-91af-98c3a49a38b1', name: { en: 'User Administrator', zhTW: '使用者系統管理員' }, level: 'write' },
  { id: GLOBAL_ADMINISTRATOR, name: { en: 'Global Administrator', zhTW: '全域系統管理員' }, level: 'write' },
  { id: '729827e3-9c14-49f7-bb1b-9608f156bbb8', name: { en: 'Helpdesk Administrator', zhTW: '技術服務系統管理員' }, level: 'none' },
  { id: 'f023fd81-a637-4b56-95fd-791ac0226033', name: { en: 'Service Support Administrator', zhTW: '服務支援系統管理員' }, level: 'none' },
  { id: 'b0f54661-2d74-4c50-afa3-1ec803f12efe', name: { en: 'Billing Administrator', zhTW: '計費系統管理員' }, level: 'none' },
  {
    id: '7be44c8a-adaf-4e2a-84d6-ab2649e08a13',
    name: { en: 'Privileged Authentication Administrator', zhTW: '特殊權限驗證系統管理員' },
    level: 'none',
  },
  {
    id: PRIVILEGED_ROLE_ADMINISTRATOR,
    name: { en: 'Privileged Role Administrator', zhTW: '特殊權限角色系統管理員' },
    level: 'none',
  },
  { id: '8329153b-31d0-4727-b945-745eb3bc5f31', name: { en: 'Domain Name Administrator', zhTW: '網域名稱系統管理員' }, level: 'none' },
  { id: '29232cdf-9323-42fd-ade2-1d097af3e4de', name: { en: 'Exchange Administrator', zhTW: 'Exchange 系統管理員' }, level: 'none' },
  { id: 'f28a1f50-f6e7-4571-818b-6a12f2af6b6c', name: { en: 'SharePoint Administrator', zhTW: 'SharePoint 系統管理員' }, level: 'none' },
  { id: '69091246-20e8-4a56-aa4d-066075b2a7a8', name: { en: 'Teams Administrator', zhTW: 'Teams 系統管理員' }, level: 'none' },
  { id: '5d6b6bb7-de71-4623-b4af-96380a352509', name: { en: 'Security Reader', zhTW: '安全性讀取者' }, level: 'none' },
  { id: '194ae4cb-b126-40b2-bd5b-6091b380977d', name: { en: 'Security Administrator', zhTW: '安全性系統管理員' }, level: 'none' },
];

const BY_ID = new Map(DIRECTORY_ROLES.map((role) => [role.id, role]));

/** The role of that id, in any case; undefined for one that cannot be asked for. */
export function directoryRole(id: string): DirectoryRole | undefined {
  return BY_ID.get(id.toLowerCase());
}

/** How far these roles together reach. */
export function levelOf(roleIds: readonly string[]): DirectoryLevel {
  const levels = roleIds.map((id) => directoryRole(id)?.level ?? 'none');
  return levels.includes('write') ? 'write' : levels.includes('read') ? 'read' : 'none';
}

/** The roles of which any one suffices to move licenses. */
export const LICENSE_WRITING_ROLES: readonly DirectoryRole[] = DIRECTORY_ROLES.filter(
  (role) => role.level === 'write' && role.id !== GLOBAL_ADMINISTRATOR,
);
