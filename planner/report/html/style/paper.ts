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
      font-size: 9.5pt;
    }
    body {
      max-width: none;
      padding: 0;
    }
    header {
      padding-top: 0;
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
    }
    h2,
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
    .unfold details::details-content {
      content-visibility: visible;
      display: block;
      block-size: auto;
    }
    .unfold summary {
      list-style: none;
      font-weight: 650;
    }
    .beside {
      grid-template-columns: 2fr 3fr;
    }
    .halves {
      grid-template-columns: 1fr 1fr;
    }
  }
`;
