import { css } from '../markup.js';

/** Page, headings, words. */
export const text = css`
  * {
    box-sizing: border-box;
  }
  html {
    font:
      100%/1.5 system-ui,
      -apple-system,
      'Segoe UI',
      Roboto,
      'Helvetica Neue',
      Arial,
      sans-serif;
    background: var(--page);
    color: var(--ink);
    -webkit-text-size-adjust: 100%;
  }
  body {
    margin: 0 auto;
    padding: 0 1.25rem 3rem;
    max-width: 76rem;
    overflow-wrap: anywhere;
  }
  a {
    color: var(--accent);
  }
  :focus-visible {
    outline: 3px solid var(--accent);
    outline-offset: 2px;
  }
  .skip {
    position: absolute;
    left: -99rem;
    top: 0;
    background: var(--page);
    padding: 0.5rem 1rem;
    z-index: 1;
  }
  .skip:focus {
    left: 0.5rem;
    top: 0.5rem;
  }
  header {
    padding: 2.5rem 0 1rem;
  }
  h1 {
    font-size: 2rem;
    line-height: 1.2;
    margin: 0;
  }
  h2 {
    font-size: 1.375rem;
    line-height: 1.25;
    margin: 3rem 0 0.75rem;
    padding-top: 0.75rem;
    border-top: 1px solid var(--line);
  }
  p {
    margin: 0.5rem 0;
    max-width: 46rem;
  }
  .quiet,
  .facts {
    color: var(--quiet);
  }
  .facts {
    max-width: none;
  }
  .good {
    color: var(--good);
  }
  .warn {
    color: var(--warn);
  }
  .bad {
    color: var(--bad);
  }
  .answer {
    font-size: 1.25rem;
    line-height: 1.4;
    margin: 1rem 0;
    max-width: 60rem;
  }
  code {
    font:
      0.875em/1.4 ui-monospace,
      Menlo,
      Consolas,
      monospace;
    background: var(--panel);
    padding: 0.1em 0.35em;
    border-radius: 0.2rem;
  }
  nav ul {
    list-style: none;
    margin: 1.5rem 0 0;
    padding: 0;
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 1.5rem;
  }
  nav a {
    display: inline-block;
    padding: 0.25rem 0;
  }
  footer {
    margin-top: 3rem;
    padding-top: 1rem;
    border-top: 1px solid var(--line);
    font-size: 0.875rem;
    color: var(--quiet);
  }
  details {
    border-bottom: 1px solid var(--line);
  }
  summary {
    cursor: pointer;
    padding: 0.5rem 0;
  }
  details > :not(summary) {
    margin-left: 1.1rem;
  }
`;
