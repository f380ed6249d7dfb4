import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { inPage, openBrowser, visit } from '../support/browser.js';
import { folderOf, planMigration, scratchFolder } from '../support/program.js';

jest.setTimeout(120_000);

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const signs = [
  '<script>document.title="owned"</script>',
  '"><img src="http://evil.example/x" onerror="alert(1)">',
  'a\u202Etxt.exe',
];

let browser: Browser;
let utah = '';
let hostile = '';

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** Plans FILE as HTML with the program. @returns the address of the report */
async function report(...args: readonly string[]): Promise<string> {
  const file = join(scratchFolder(), 'plan.html');
  const { code, stderr } = await planMigration([...args, '--format', 'html', '-o', file]);
  expect([code, stderr]).toEqual([0, expect.not.stringContaining('defect')]);
  return pathToFileURL(file).href;
}

beforeAll(async () => {
  browser = await openBrowser();
  utah = await report('examples/utah/inventory.csv');
  const long = 'x'.repeat(400);
  const rows = [...signs, long].map((name) => [name, name, 2, 8, 40, name].map(String).map(quoted).join(','));
  const folder = folderOf({ 'h.csv': ['Name,Application,vCPU,RAM (GB),Disk 1 (GB),OS', ...rows].join('\n') });
  hostile = await report(join(folder, 'h.csv'));
});

afterAll(() => browser.close());

/** Rules that a page breaks. Scripts of the test run beside the page's policy, which lets none of its own run. */
async function violations(page: Page): Promise<readonly string[]> {
  const results = await page.evaluate<AxeResults>(`${axe}; axe.run(document, { resultTypes: ['violations'] })`);
  return results.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}

describe('the HTML report in a browser', () => {
  it.each([
    ['light', () => utah, { colorScheme: 'light', media: 'screen' }],
    ['dark', () => utah, { colorScheme: 'dark', media: 'screen' }],
    ['print', () => utah, { colorScheme: 'dark', media: 'print' }],
    ['hostile names', () => hostile, { colorScheme: 'light', media: 'screen' }],
  ] as const)('breaks no rule of accessibility: %s', async (_, url, look) => {
    const { page } = await visit(browser, url(), { javaScriptEnabled: true });
    await page.emulateMedia(look);
    await page.evaluate(inPage.openAll);
    expect(await violations(page)).toEqual([]);
    await page.context().close();
  });

  it('is judged by rules that notice a fault', async () => {
    const { page } = await visit(browser, utah, { javaScriptEnabled: true });
    await page.evaluate(`document.documentElement.removeAttribute('lang')`);
    expect(await violations(page)).toEqual([expect.stringContaining('html-has-lang')]);
    await page.context().close();
  });

  it.each([
    ['the example', () => utah],
    ['hostile names', () => hostile],
  ])('asks for nothing, says nothing to the console, and runs no script: %s', async (_, url) => {
    const { page, requests, messages } = await visit(browser, url(), { javaScriptEnabled: true });
    await page.waitForLoadState('networkidle');
    expect({ requests, messages, title: await page.title() }).toEqual({
      requests: ['data:,'].filter((icon) => requests.includes(icon)),
      messages: [],
      title: expect.stringContaining(': plan for AWS'),
    });
    expect(await page.locator('script, img, iframe, object').count()).toBe(0);
    await page.context().close();
  });

  it('shows hostile names as text', async () => {
    const { page } = await visit(browser, hostile);
    const text = await page.locator('#servers').innerText();
    expect(text).toContain(signs[0]);
    expect(text).toContain(signs[1]);
    expect(text).toContain('a<U+202E>txt.exe');
    await page.context().close();
  });

  it('has its style: the policy lets it through', async () => {
    const { page } = await visit(browser, utah, { javaScriptEnabled: true });
    expect(await page.evaluate(inPage.styleOf('body', 'max-width'))).toBe('1216px');
    await page.context().close();
  });

  it.each([360, 768, 1440])('never scrolls sideways, and hides nothing: %i pixels wide', async (width) => {
    for (const url of [utah, hostile]) {
      const { page } = await visit(browser, url, { javaScriptEnabled: true, viewport: { width, height: 800 } });
      await page.evaluate(inPage.openAll);
      expect([url, await page.evaluate(inPage.width)]).toEqual([url, width]);
      // What is wider than the page can be reached by keyboard: it has a name and takes the focus.
      expect(await page.evaluate(inPage.unreachable)).toEqual([]);
      await page.context().close();
    }
  });

  it.each([360, 1440])('keeps the words of its charts inside them and apart: %i pixels wide', async (width) => {
    const { page } = await visit(browser, utah, { javaScriptEnabled: true, viewport: { width, height: 800 } });
    expect(await page.evaluate(inPage.misplaced)).toEqual([]);
    await page.context().close();
  });

  it('opens a server from the list, with the keyboard and without scripts', async () => {
    const { page } = await visit(browser, utah);
    await page.keyboard.press('Tab');
    expect(await page.locator(':focus').innerText()).toBe('Skip to the answer');
    const details = page.locator('details', { has: page.locator('#s0') });
    expect(await details.getAttribute('open')).toBeNull();
    await page.locator('a[href="#s0"]').focus();
    await page.keyboard.press('Enter');
    await page.locator('#s0').waitFor({ state: 'visible' });
    expect(await details.getAttribute('open')).not.toBeNull();
    await page.context().close();
  });

  it('prints light, with everything that is folded, also from a dark screen', async () => {
    const { page } = await visit(browser, utah, { colorScheme: 'dark', javaScriptEnabled: true });
    await page.emulateMedia({ media: 'print' });
    expect(await page.evaluate(inPage.styleOf('html', 'background-color'))).toBe('rgb(255, 255, 255)');
    await page.locator('#s0').waitFor({ state: 'visible' });
    expect(await page.locator('nav').isVisible()).toBe(false);
    const pdf = await page.pdf({ format: 'Letter' });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    await page.context().close();
  });
});
