import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

/** Debian's Chromium, which .ci/chromium installs; `CHROMIUM` names another one. */
export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });

export interface Visit {
  readonly page: Page;
  /** Addresses that the page asked for, itself left out. */
  readonly requests: readonly string[];
  /** Messages of the console and uncaught errors; a refusal by the Content-Security-Policy is one. */
  readonly messages: readonly string[];
}

/** Opens a file and listens to everything that it does. Scripts do not run unless asked for. */
export async function visit(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Visit> {
  const context = await browser.newContext({ javaScriptEnabled: false, ...options });
  const page = await context.newPage();
  const requests: string[] = [];
  const messages: string[] = [];
  page.on('request', (request) => {
    if (request.url() !== url) requests.push(request.url());
  });
  page.on('console', (message) => messages.push(message.text()));
  page.on('pageerror', (error) => messages.push(error.message));
  await page.goto(url);
  return { page, requests, messages };
}

/** What runs in the page: text, because the types of a browser are none of Node's. */
export const inPage = {
  openAll: `document.querySelectorAll('details').forEach((each) => { each.open = true; })`,

  /** Width of the page's content. */
  width: `document.documentElement.scrollWidth`,

  /** What is cut off and cannot be reached by keyboard: without a name or without focus. */
  unreachable: `[...document.querySelectorAll('main *')]
    .filter((each) => each.scrollWidth > each.clientWidth + 1 && getComputedStyle(each).overflowX === 'auto')
    .filter((each) => each.tabIndex !== 0 || !each.hasAttribute('aria-labelledby'))
    .map((each) => each.outerHTML.slice(0, 80))`,

  /** Words of charts that lie outside their chart or over one another. */
  misplaced: `[...document.querySelectorAll('svg[role=img]')].flatMap((chart) => {
    const frame = chart.getBoundingClientRect();
    const texts = [...chart.querySelectorAll('text')].map((text) => ({ text: text.textContent, box: text.getBoundingClientRect() }));
    const meets = (a, b) => a.left < b.right && b.left < a.right && a.top + 3 < b.bottom - 3 && b.top + 3 < a.bottom - 3;
    return texts
      .filter(({ box }, index) => box.left < frame.left - 1 || box.right > frame.right + 1 || texts.slice(index + 1).some((other) => meets(box, other.box)))
      .map(({ text }) => text.trim());
  })`,

  /** A property of the whole page as the browser computed it. */
  styleOf: (selector: string, property: string) =>
    `getComputedStyle(document.querySelector('${selector}')).getPropertyValue('${property}')`,
} as const;
