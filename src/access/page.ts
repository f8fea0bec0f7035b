import { inLocale, type Bilingual, type Locale } from '../kit/locale.ts';

/** What the sign-in page shows. */
export type SignInPage = {
  readonly locale: Locale;
  /** The same page in the other language. */
  readonly otherLanguageAddress: string;
  /** Whose people sign in: a partner's, or those of its customers. */
  readonly audience: 'partner' | 'customer';
  readonly userPrincipalName: string;
  readonly problem: SignInProblem | null;
};

/** Why the last try did not work. */
export type SignInProblem = { readonly kind: 'wrong' } | { readonly kind: 'too_many'; readonly waitSeconds: number };

/** The page on which somebody gives name and password. Plain HTML that sends a form to its own address; nothing runs in it. */
export function signInPage({ locale, otherLanguageAddress, audience, userPrincipalName, problem }: SignInPage): string {
  const t = (text: Bilingual): string => escapeHtml(inLocale(text, locale));
  const described = problem === null ? '' : ' aria-invalid="true" aria-describedby="problem"';
  return page(
    locale,
    WORDS.title,
    `
<h1>${t(WORDS.title)}</h1>
<p class="quiet">${t(audience === 'partner' ? WORDS.hint : WORDS.hintForCustomers)}</p>
${problem === null ? '' : `<p class="problem" id="problem" role="alert">${t(problemWords(problem))}</p>`}
<form method="post">
  <label for="username">${t(WORDS.name)}</label>
  <input id="username" name="username" type="text" inputmode="email" autocomplete="username" autocapitalize="none" spellcheck="false" required maxlength="256" value="${escapeHtml(userPrincipalName)}"${problem === null ? ' autofocus' : ''}${described}>
  <label for="password">${t(WORDS.password)}</label>
  <input id="password" name="password" type="password" autocomplete="current-password" required maxlength="256"${problem === null ? '' : ' autofocus'}${described}>
  <button type="submit">${t(WORDS.submit)}</button>
</form>
<p class="language"><a href="${escapeHtml(otherLanguageAddress)}" lang="${locale === 'en' ? 'zh-Hant-TW' : 'en'}">${locale === 'en' ? '中文（繁體）' : 'English'}</a></p>`,
  );
}

/** Why signing in cannot go on. */
export type SignInObstacle =
  | 'customers_not_configured'
  | 'expired'
  | 'unknown_user'
  | 'disabled_user'
  | 'issuer_refused'
  | 'issuer_unreachable';

/** A page that says why signing in cannot go on, with the way to start over. */
export function obstaclePage(locale: Locale, obstacle: SignInObstacle, startAgainAt = '/signin'): string {
  const t = (text: Bilingual): string => escapeHtml(inLocale(text, locale));
  return page(
    locale,
    WORDS.failed,
    `
<h1>${t(WORDS.failed)}</h1>
<p role="alert">${t(OBSTACLES[obstacle])}</p>
<p><a class="button" href="${startAgainAt}">${t(WORDS.again)}</a></p>`,
  );
}

/** The language that a browser asks for; English unless it prefers Chinese. */
export function localeAsked(acceptLanguage: string | undefined, asked?: unknown): Locale {
  const [first = ''] = (typeof asked === 'string' && asked !== '' ? asked : (acceptLanguage ?? '')).trim().split(/[ ,;]/);
  return /^zh/i.test(first) ? 'zh-TW' : 'en';
}

const WORDS = {
  title: { en: 'Sign in to Upseat', zhTW: '登入 Upseat' },
  hint: { en: 'Use your account at the partner.', zhTW: '請使用您在合作夥伴的帳戶。' },
  hintForCustomers: { en: 'Use your account at your own organization.', zhTW: '請使用您在所屬組織的帳戶。' },
  name: { en: 'User name', zhTW: '使用者名稱' },
  password: { en: 'Password', zhTW: '密碼' },
  submit: { en: 'Sign in', zhTW: '登入' },
  failed: { en: 'You are not signed in', zhTW: '您尚未登入' },
  again: { en: 'Sign in again', zhTW: '重新登入' },
  wrong: { en: 'The user name or the password is wrong.', zhTW: '使用者名稱或密碼不正確。' },
} as const satisfies Readonly<Record<string, Bilingual>>;

const OBSTACLES: Readonly<Record<SignInObstacle, Bilingual>> = {
  expired: {
    en: 'This sign-in was started too long ago, or in another browser. Nothing was changed.',
    zhTW: '這次登入開始得太久，或是在另一個瀏覽器中開始的。沒有任何變更。',
  },
  unknown_user: {
    en: 'Your account is not known here. Ask a global admin or a user management admin of your partner to add it.',
    zhTW: '這裡沒有您的帳戶。請合作夥伴的全域系統管理員或使用者管理系統管理員新增您的帳戶。',
  },
  disabled_user: {
    en: 'Your account has no access any more. Ask a global admin or a user management admin of your partner.',
    zhTW: '您的帳戶已無法存取。請洽合作夥伴的全域系統管理員或使用者管理系統管理員。',
  },
  customers_not_configured: {
    en: 'People of customers cannot sign in here. Ask the partner who sent you the link; its operator has to name the issuer for customers.',
    zhTW: '這裡無法讓客戶的人員登入。請洽寄送連結給您的合作夥伴；其系統營運者須先設定客戶的登入服務。',
  },
  issuer_unreachable: {
    en: 'The sign-in service cannot be reached at the moment. Try again in a while.',
    zhTW: '目前無法連線到登入服務。請稍後再試。',
  },
  issuer_refused: { en: 'The sign-in service did not sign you in.', zhTW: '登入服務未讓您登入。' },
};

function problemWords(problem: SignInProblem): Bilingual {
  if (problem.kind === 'wrong') return WORDS.wrong;
  const { waitSeconds } = problem;
  return {
    en: `Too many failed tries. Wait ${waitSeconds} ${waitSeconds === 1 ? 'second' : 'seconds'}, then try again.`,
    zhTW: `失敗次數過多。請等候 ${waitSeconds} 秒後再試一次。`,
  };
}

function page(locale: Locale, title: Bilingual, content: string): string {
  return `<!doctype html>
<html lang="${locale === 'en' ? 'en' : 'zh-Hant-TW'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(inLocale(title, locale))}</title>
<link rel="icon" href="/icon.svg">
<link rel="stylesheet" href="/fonts.css">
<style>${STYLE}</style>
</head>
<body><main><img src="/icon.svg" alt="" width="56" height="56">${content}
</main></body>
</html>
`;
}

const STYLE = `
:root { color-scheme: light dark; --ground: #fafafa; --card: #fff; --text: #242424; --quiet: #616161; --line: #767676; --brand: #007a80; --onBrand: #fff; --bad: #b10e1c; }
@media (prefers-color-scheme: dark) { :root { --ground: #1f1f1f; --card: #292929; --text: #fff; --quiet: #adadad; --line: #8a8a8a; --brand: #66b9bd; --onBrand: #001a1c; --bad: #ff99a4; } }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: var(--ground); color: var(--text); font: 16px/1.4 "Segoe UI", -apple-system, BlinkMacSystemFont, "Noto Sans TC Variable", "Noto Sans TC", sans-serif; }
main { width: min(400px, calc(100% - 32px)); margin: 32px 0; padding: 40px 32px; border-radius: 8px; background: var(--card); box-shadow: 0 8px 16px rgb(0 0 0 / 14%), 0 0 2px rgb(0 0 0 / 12%); }
h1 { margin: 12px 0 4px; font-size: 28px; line-height: 36px; font-weight: 600; }
.quiet { margin: 0 0 20px; color: var(--quiet); }
.problem { margin: 0 0 16px; color: var(--bad); font-weight: 600; }
label { display: block; margin: 12px 0 4px; font-weight: 600; }
input { width: 100%; min-height: 44px; padding: 8px 12px; border: 1px solid var(--line); border-radius: 4px; background: transparent; color: inherit; font: inherit; }
button, .button { display: block; width: 100%; min-height: 44px; margin-top: 24px; padding: 10px 12px; border: 0; border-radius: 4px; background: var(--brand); color: var(--onBrand); font: inherit; font-weight: 600; text-align: center; text-decoration: none; cursor: pointer; }
a { color: var(--brand); }
.button { color: var(--onBrand); }
.language { margin: 20px 0 0; }
:focus-visible { outline: 2px solid var(--brand); outline-offset: 2px; }
`;

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
