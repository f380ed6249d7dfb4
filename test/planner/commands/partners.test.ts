import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { awsStandIn } from '../../support/aws-stand-in.js';
import { type AddressesOf, addressesFile, utahAddresses } from '../../support/outputs.js';
import { inProcess, type Told } from '../../support/in-process.js';
import { planMigration, scratchFolder } from '../../support/program.js';
import { utahText } from '../../support/utah.js';

/** A working folder with the example's estate; `addresses` are what is deployed. */
function folder(addresses?: AddressesOf): string {
  const place = scratchFolder();
  writeFileSync(join(place, 'estate.yaml'), utahText);
  mkdirSync(join(place, 'outputs'));
  if (addresses !== undefined) deploy(place, addresses);
  return place;
}
const deploy = (place: string, addresses: AddressesOf): void =>
  writeFileSync(join(place, 'outputs', 'prod-addresses.json'), addressesFile(addresses));
const partners = (place: string, ...args: readonly string[]): Promise<Told> =>
  inProcess(['partners', ...args, '--estate', join(place, 'estate.yaml')]);
function states(ran: Told): readonly string[] {
  const status: { standings: { partner: string; direction: string; state: string }[] } = JSON.parse(ran.stdout);
  return status.standings.map(({ partner, direction, state }) => `${partner} ${direction} ${state}`);
}

describe('partners', () => {
  it('are told, confirm, and stand where they should, in one journal', async () => {
    const place = folder(utahAddresses);
    const notice = await partners(place, 'notice', 'bes');
    expect(notice).toMatchObject({ code: 0, stderr: '' });
    expect(notice.stdout).toContain('CONFIRM bes storefront ingress');
    expect(states(await partners(place, 'status', 'bes', '--json'))).toEqual([
      'bes ingress identified',
      'bes egress identified',
    ]);
    expect(states(await partners(place, 'sent', 'bes', '--json'))).toEqual([
      'bes ingress notified',
      'bes egress notified',
    ]);
    const confirmed = await partners(place, 'confirm', 'bes', '--direction', 'ingress', '--via', 'mail', '--json');
    expect(states(confirmed)).toEqual(['bes ingress confirmed']);
    const status = await partners(place, 'status');
    expect(status.stdout).toMatch(/bes +storefront +ingress +confirmed/);
    expect(status.stdout).toContain('Next: plan-migration partners evidence bes');
    expect(readFileSync(join(place, '.cutover/partners.journal'), 'utf8').trim().split('\n')).toHaveLength(5);
  });

  it.each(['sent', 'confirm', 'waive'])('must be named to %s, and its help says so', async (verb) => {
    const { stdout } = await inProcess(['partners', verb, '--help']);
    expect(stdout).toContain('<partner...>');
    expect((await inProcess(['partners', 'notice', '--help'])).stdout).toContain('[partner...]');
  });

  it('were told in a way that nobody said, where nobody said it', async () => {
    const place = folder(utahAddresses);
    await partners(place, 'notice', 'bes');
    await partners(place, 'sent', 'bes');
    const journal = readFileSync(join(place, '.cutover/partners.journal'), 'utf8');
    expect(journal).toContain('"via":"a way that was not noted"');
    expect(journal).not.toContain('mail to');
  });

  it('are shown whole off a terminal and to screen readers; a width that is named is kept', async () => {
    const place = folder(utahAddresses);
    const via = `ticket ${'very '.repeat(40)}long`;
    await partners(place, 'confirm', 'bes', '--via', via);
    const piped = await partners(place, 'status', 'bes');
    expect(piped.stdout).toContain(`via ${via}, noted by`);
    expect((await partners(place, 'status', 'bes', '--screen-reader')).stdout).toContain(via);
    const narrow = (await partners(place, 'status', 'bes', '--width', '80')).stdout;
    expect(narrow).toContain('…');
    expect(Math.max(...narrow.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(80);
  });

  it('lapse when the addresses change, and the old notice cannot be sent any more', async () => {
    const place = folder(utahAddresses);
    await partners(place, 'notice', 'bes');
    await partners(place, 'sent', 'bes');
    deploy(place, { ...utahAddresses, ingress: { storefront: ['203.0.113.99'] } });
    expect(states(await partners(place, 'status', 'bes', '--json'))).toEqual([
      'bes ingress lapsed',
      'bes egress notified',
    ]);
    const sent = await partners(place, 'sent', 'bes', '--direction', 'ingress');
    expect(sent).toMatchObject({ code: 82, stdout: '' });
    expect(sent.stderr).toContain('changed since the notice');
  });

  it('get no notice while the addresses are not deployed; the command that deploys them is named', async () => {
    const ran = await partners(folder(), 'notice', 'bes');
    expect(ran).toMatchObject({ code: 82, stdout: '' });
    expect(ran.stderr).toContain('npx cdktf deploy prod-addresses --outputs-file outputs/prod-addresses.json');
  });

  it('are not looked for at addresses that are not deployed, with the same code', async () => {
    const ran = await partners(folder(), 'evidence', 'bes');
    expect(ran).toMatchObject({ code: 82, stderr: expect.stringContaining('prod-addresses is not deployed') });
  });

  it('get the notices that can be written; the others are named', async () => {
    const ran = await partners(folder({ egress: ['203.0.113.21'] }), 'notice', 'bes', '--json');
    expect(ran.code).toBe(82);
    expect(JSON.parse(ran.stdout)).toMatchObject({ notices: [{ direction: 'egress' }] });
    expect(ran.stderr).toContain('no notice to bes for storefront ingress');
  });

  it.each([
    [['sent'], 64, "missing required argument 'partner'"],
    [['sent', 'bes'], 64, 'there is no notice to bes'],
    [['confirm', 'bes'], 64, '--via is missing'],
    [['waive', 'bes', '--until', '30d'], 64, '--because is missing'],
    [['waive', 'bes', '--because', 'x'], 64, '--until is missing'],
    [['waive', 'bes', '--because', 'x', '--until', '2020-01-01'], 64, 'in the past'],
    [['waive', 'bes', '--because', 'x', '--until', 'tomorrow'], 64, 'is no time'],
    [['status', 'bess'], 64, 'Did you mean "bes"'],
    [['status', '--product', 'storefron'], 64, 'Did you mean "storefront"'],
    [['status', 'ocs', '--direction', 'egress'], 64, 'opens anything'],
    [['status', '--direction', 'sideways'], 64, 'Allowed choices'],
    [['notice', '--format', 'xlsx'], 64, '--format csv'],
  ])('refuse %j with %i', async (args, code, text) => {
    const place = folder(utahAddresses);
    const ran = await partners(place, ...args);
    expect(ran).toMatchObject({ code, stdout: '' });
    expect(ran.stderr).toContain(text);
    expect(
      existsSync(join(place, '.cutover/partners.journal'))
        ? readFileSync(join(place, '.cutover/partners.journal'), 'utf8')
        : '',
    ).toBe('');
  });

  it('need the estate that is named', async () => {
    const ran = await planMigration(['partners', 'status', '--estate', 'nowhere.yaml']);
    expect(ran).toMatchObject({ code: 66, stdout: '', stderr: expect.stringContaining('nowhere.yaml') });
  });

  it('need an estate of this folder, never one of a folder above', async () => {
    const below = join(folder(utahAddresses), 'below');
    mkdirSync(below);
    const ran = await planMigration(['partners', 'status'], { cwd: below });
    expect(ran).toMatchObject({ code: 66, stdout: '' });
    expect(ran.stderr).toContain('--estate');
  });

  it('are found beside the estate file, wherever the command is run', async () => {
    const place = folder(utahAddresses);
    const elsewhere = scratchFolder();
    const args = ['partners', 'notice', 'bes', '--estate', join(place, 'estate.yaml')];
    const ran = await planMigration(args, { cwd: elsewhere });
    expect(ran.code).toBe(0);
    expect(existsSync(join(place, '.cutover/partners.journal'))).toBe(true);
    expect(existsSync(join(elsewhere, '.cutover'))).toBe(false);
  });

  it.each([
    ['of another account', addressesFile({ ...utahAddresses, account: '999999999999' }), 82, '999999999999'],
    ['that are damaged', '{"prod-addresses":', 65, 'prod-addresses.json'],
  ])('are not told addresses %s', async (_, text, code, said) => {
    const place = folder();
    writeFileSync(join(place, 'outputs', 'prod-addresses.json'), text);
    const ran = await partners(place, 'notice');
    expect(ran).toMatchObject({ code, stdout: '' });
    expect(ran.stderr).toContain(said);
  });

  it('stop at a journal that somebody edited', async () => {
    const place = folder(utahAddresses);
    await partners(place, 'notice', 'bes');
    const file = join(place, '.cutover/partners.journal');
    writeFileSync(file, readFileSync(file, 'utf8').replace('ingress', 'egress_'));
    const ran = await partners(place, 'status');
    expect(ran).toMatchObject({ code: 65, stdout: '' });
    expect(ran.stderr).toContain('partners.journal:1 ');
  });

  it('are written as NDJSON with a version line first', async () => {
    const ran = await partners(folder(utahAddresses), 'status', '--events');
    const lines = ran.stdout
      .trim()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
    expect(lines).toHaveLength(5);
    expect(lines[0]).toMatchObject({ type: 'version', schema: 'events/v1' });
    expect(lines[1]).toMatchObject({ type: 'standing', partner: 'bes' });
  });

  it('are never asked about on the terminal: a waiver says why and how long, and is shown', async () => {
    const place = folder(utahAddresses);
    const ran = await partners(
      place,
      'waive',
      'bes',
      '--because',
      'reads \u001B[31mover the forwarder',
      '--until',
      '30d',
    );
    expect(ran.code).toBe(0);
    expect(ran.stdout).not.toContain('\u001B');
    expect(ran.stdout).toContain('waived');
  });
});

describe('who notes a fact', () => {
  it.each([
    [
      'is the STS caller where there are credentials',
      `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>arn:aws:sts::111122223333:assumed-role/ops/jo</Arn><UserId>AROA:jo</UserId><Account>111122223333</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`,
      /"by":"arn:aws:sts::111122223333:assumed-role\/ops\/jo"/,
      /^$/,
    ],
    [
      'is the user of this machine where AWS does not say',
      { error: 'ExpiredToken', message: 'The security token is expired' },
      /"by":"[^"]+@[^"]+"/,
      /AWS does not say who you are .*expired/,
    ],
  ])('%s', async (_, answer, by, said) => {
    const server = await awsStandIn({ GetCallerIdentity: () => answer });
    const place = folder(utahAddresses);
    const env = {
      AWS_ENDPOINT_URL: server.url,
      AWS_ACCESS_KEY_ID: 'a',
      AWS_SECRET_ACCESS_KEY: 'b',
      AWS_EC2_METADATA_DISABLED: 'true',
    };
    const ran = await planMigration(['partners', 'waive', 'bes', '--because', 'x', '--until', '30d'], {
      cwd: place,
      env,
    });
    await server.stop();
    expect(ran.code).toBe(0);
    expect(ran.stderr.trim()).toMatch(said);
    expect(readFileSync(join(place, '.cutover/partners.journal'), 'utf8')).toMatch(by);
  });
});

const asNobody = process.getuid?.() === 0 ? it : it.skip;
asNobody('a folder that may not be written stops a fact with 77, and nothing is lost', async () => {
  const place = folder(utahAddresses);
  chmodSync(place, 0o555);
  const { spawnSync } = await import('node:child_process');
  const ran = spawnSync(process.execPath, [join(process.cwd(), 'bin/plan-migration.js'), 'partners', 'notice', 'bes'], {
    cwd: place,
    uid: 65534,
    gid: 65534,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] ?? '', HOME: '/nonexistent' },
  });
  expect(ran.stderr).toContain('cannot be written');
  expect(ran.status).toBe(77);
});
