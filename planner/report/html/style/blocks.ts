import { css } from '../markup.js';

/** Tiles, tables, findings, facts. */
export const blocks = css`
  .tiles {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(9.25rem, 1fr));
    gap: 0.75rem;
    margin: 1.25rem 0;
  }
  .tiles > div {
    background: var(--panel);
    border-radius: 0.375rem;
    padding: 0.75rem;
  }
  .tiles dt {
    font-size: 0.875rem;
    color: var(--quiet);
  }
  .tiles dd {
    margin: 0;
  }
  .tiles span {
    display: block;
  }
  .tiles .figure {
    font-size: 1.25rem;
    line-height: 1.4;
    white-space: nowrap;
    font-weight: 650;
    font-variant-numeric: tabular-nums;
  }
  .tiles .note {
    font-size: 0.875rem;
    color: var(--quiet);
  }
  .beside {
    display: grid;
    gap: 1.5rem 2.5rem;
    align-items: start;
  }
  .halves {
    display: grid;
    gap: 1.5rem 2.5rem;
  }
  .halves > *,
  .beside > * {
    min-width: 0;
  }
  @media screen and (min-width: 60rem) {
    .beside {
      grid-template-columns: 2fr 3fr;
    }
    .halves {
      grid-template-columns: 1fr 1fr;
    }
  }
  /* A shadow at the end where more is hidden: covers scroll with the table, shadows stay. */
  .scroll {
    overflow-x: auto;
    margin: 1rem 0;
    background:
      linear-gradient(to right, var(--page) 1.5rem, transparent) left / 3rem 100% no-repeat local,
      linear-gradient(to left, var(--page) 1.5rem, transparent) right / 3rem 100% no-repeat local,
      linear-gradient(to right, var(--shadow), transparent) left / 0.75rem 100% no-repeat scroll,
      linear-gradient(to left, var(--shadow), transparent) right / 0.75rem 100% no-repeat scroll;
  }
  table {
    overflow-wrap: break-word;
    border-collapse: collapse;
    width: 100%;
    font-size: 0.875rem;
    font-variant-numeric: tabular-nums;
  }
  caption {
    text-align: left;
    font-weight: 650;
    font-size: 1rem;
    padding-bottom: 0.5rem;
  }
  /* What is opened has named itself. */
  details caption {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  caption span {
    position: sticky;
    left: 0;
    display: inline-block;
    max-width: calc(100vw - 2.5rem);
  }
  th,
  td {
    text-align: left;
    vertical-align: top;
    padding: 0.4rem 1.25rem 0.4rem 0;
    border-bottom: 1px solid var(--line);
    unicode-bidi: isolate;
  }
  th:last-child,
  td:last-child {
    padding-right: 0;
  }
  thead th {
    color: var(--quiet);
    font-weight: 600;
    white-space: nowrap;
    border-bottom-color: var(--quiet);
  }
  tbody th {
    font-weight: 600;
    min-width: 6rem;
  }
  tbody th.long {
    font-weight: 400;
  }
  .number,
  .short {
    width: 1%;
  }
  .number {
    text-align: right;
    white-space: nowrap;
  }
  .short {
    white-space: nowrap;
  }
  .long {
    min-width: 15rem;
  }
  .findings {
    list-style: none;
    margin: 1rem 0;
    padding: 0;
  }
  .findings > li {
    border-left: 4px solid var(--line);
    padding: 0.1rem 0 0.1rem 1rem;
    margin: 0 0 1rem;
    max-width: 58rem;
  }
  .findings > .error {
    border-color: var(--bad);
  }
  .findings > .warning {
    border-color: var(--warn);
  }
  .findings p {
    margin: 0.15rem 0;
    max-width: none;
  }
  .word {
    font-weight: 650;
    margin-right: 0.5rem;
  }
  .error .word {
    color: var(--bad);
  }
  .warning .word {
    color: var(--warn);
  }
  .info .word {
    color: var(--quiet);
  }
  .known {
    display: grid;
    grid-template-columns: max-content 1fr;
    gap: 0.2rem 1rem;
    font-size: 0.875rem;
    margin-top: 0.5rem;
    margin-bottom: 1rem;
  }
  .known dt {
    color: var(--quiet);
    grid-column: 1;
  }
  .known dd {
    margin: 0;
    grid-column: 2;
    unicode-bidi: isolate;
  }
  @media (max-width: 30rem) {
    .known {
      display: block;
    }
    .known dd {
      margin-bottom: 0.4rem;
    }
  }
`;
