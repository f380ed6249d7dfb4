import { css } from '../markup.js';

/** On paper: light, page numbers, nothing cut in two, nothing that only works on a screen. */
export const paper = css`
  @page {
    margin: 16mm 14mm;
    @bottom-right {
      content: counter(page) ' / ' counter(pages);
      font: 8pt sans-serif;
      color: #55606d;
    }
  }
  @media print {
    :root {
      color-scheme: light;
      print-color-adjust: exact;
      -webkit-print-color-adjust: exact;
    }
    html {
      font-size: 9pt;
    }
    body {
      max-width: none;
      padding: 0;
    }
    header {
      padding: 0;
    }
    figure {
      margin: 0.5rem 0;
    }
    .beside {
      gap: 0.5rem;
    }
    nav,
    .skip {
      display: none;
    }
    a {
      color: inherit;
    }
    .scroll {
      overflow: visible;
      background: none;
    }
    table {
      font-size: 7.5pt;
    }
    th,
    td {
      padding-right: 0.75rem;
    }
    caption span {
      max-width: none;
    }
    h2,
    h2 + p,
    caption,
    figcaption,
    summary {
      break-after: avoid;
    }
    h2 {
      margin-top: 1.5rem;
    }
    tr,
    figure,
    .findings > li,
    .tiles {
      break-inside: avoid;
    }
    thead {
      display: table-header-group;
    }
    .long {
      min-width: 9rem;
    }
    tbody th {
      min-width: 4.5rem;
    }
    .own-page {
      break-before: page;
    }
    .unfold details:not(.kept)::details-content {
      content-visibility: visible;
      display: block;
      block-size: auto;
    }
    summary {
      list-style: none;
    }
    .unfold summary {
      font-weight: 650;
    }
  }
`;
