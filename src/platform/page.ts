import { escapeHtml } from './markdown.ts';

/** A page of the documentation: no script, nothing from elsewhere, light or dark as the reader has it. */
export function htmlPage({
  title,
  navigation = '',
  body,
}: {
  readonly title: string;
  readonly navigation?: string;
  readonly body: string;
}): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
${navigation === '' ? '' : `<nav aria-label="Contents">${navigation}</nav>`}
<main>${body}</main>
</body>
</html>
`;
}

const STYLE = `
:root { --text: #242424; --faint: #616161; --line: #e0e0e0; --ground: #fff; --raised: #f7f7f8; --accent: #0f5ea8; --get: #0b6a3a; --post: #8a4b00; --other: #6b2fa0; }
@media (prefers-color-scheme: dark) {
  :root { --text: #ececec; --faint: #a8a8a8; --line: #3a3a3a; --ground: #1b1b1d; --raised: #252528; --accent: #7ab8f5; --get: #6fd19b; --post: #f0b46a; --other: #c9a3f2; }
}
* { box-sizing: border-box; }
body { margin: 0; color: var(--text); background: var(--ground); font: 16px/1.6 "Segoe UI", system-ui, "Noto Sans TC", "Microsoft JhengHei", sans-serif; }
body:has(nav) { display: grid; grid-template-columns: 17rem minmax(0, 1fr); }
nav { position: sticky; top: 0; height: 100vh; overflow-y: auto; padding: 1.5rem 1.25rem; background: var(--raised); border-right: 1px solid var(--line); font-size: .875rem; }
nav h2 { margin: 1.25rem 0 .25rem; font-size: .75rem; color: var(--faint); text-transform: uppercase; letter-spacing: .04em; }
nav ul { list-style: none; margin: 0; padding: 0; }
nav li { margin: .3rem 0; line-height: 1.35; }
nav a:not(:hover) { text-decoration: none; }
nav h2 a { color: inherit; }
main { min-width: 0; max-width: 58rem; padding: 2rem clamp(1rem, 4vw, 3rem) 5rem; }
body:not(:has(nav)) main { margin: 0 auto; max-width: 46rem; }
h1 { font-size: 1.9rem; line-height: 1.25; margin: 0 0 1rem; }
h2 { font-size: 1.35rem; margin: 2.5rem 0 .75rem; }
h3 { font-size: 1rem; margin: 1.25rem 0 .4rem; }
a { color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: .15em; }
a:focus-visible, summary:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
code, pre { font-family: "Cascadia Code", ui-monospace, Consolas, monospace; font-size: .875em; }
:not(pre) > code { background: var(--raised); border: 1px solid var(--line); border-radius: 4px; padding: .05em .3em; overflow-wrap: break-word; }
pre { background: var(--raised); border: 1px solid var(--line); border-radius: 6px; padding: .75rem 1rem; overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { text-align: left; vertical-align: top; padding: .45rem .75rem .45rem 0; border-bottom: 1px solid var(--line); }
th { font-weight: 600; color: var(--faint); }
details { border: 1px solid var(--line); border-radius: 8px; margin: .6rem 0; background: var(--ground); }
details > summary { cursor: pointer; padding: .65rem 1rem; display: flex; gap: .75rem; align-items: baseline; flex-wrap: wrap; }
details[open] > summary { border-bottom: 1px solid var(--line); background: var(--raised); border-radius: 8px 8px 0 0; }
details > div { padding: .25rem 1rem 1rem; }
.method { font-weight: 700; font-size: .75rem; min-width: 3.5rem; color: var(--other); }
.method.get { color: var(--get); }
.method.post { color: var(--post); }
td:first-child code { white-space: nowrap; }
summary code, td code { overflow-wrap: anywhere; }
details > [id] { scroll-margin-top: 4rem; }
.says { color: var(--faint); margin-left: auto; }
.faint { color: var(--faint); }
.members { list-style: none; padding-left: 0; margin: .25rem 0; }
.members .members { padding-left: 1.1rem; border-left: 1px solid var(--line); margin-left: .25rem; }
.members li { margin: .25rem 0; }
@media (max-width: 50rem) {
  body:has(nav) { display: block; }
  summary strong, details > summary code, td:first-child code { white-space: normal; overflow-wrap: anywhere; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  tr { display: block; padding: .45rem 0; border-bottom: 1px solid var(--line); }
  th, td { display: inline; padding: 0 .5rem 0 0; border: 0; }
  td:last-child { display: block; }
  nav { position: static; height: auto; max-height: 35vh; border-right: 0; border-bottom: 1px solid var(--line); }
  .says { margin-left: 0; width: 100%; }
}
`;
