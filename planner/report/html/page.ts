import { html, type Markup } from './markup.js';
import { policy, styleElement } from './style/index.js';

/** What stands before the body of every page: it loads nothing, runs nothing and tells no other site where a reader came from. */
export const pageHead = (title: string): Markup =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <meta name="generator" content="dc-exit" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        ${styleElement}
      </head>
     `;
