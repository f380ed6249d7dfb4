import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readFact } from '../../../planner/partners/facts.js';
import { partnerGate } from '../../../planner/partners/gate.js';
import { dutiesOf } from '../../../planner/partners/duties.js';
import { decodeLine } from '../../../planner/journal/line.js';
import { type Answer, answered } from '../../support/aws-stand-in.js';
import { inProcess } from '../../support/in-process.js';
import { addressesFile, outputsOf, utahAddresses, utahFoundation } from '../../support/outputs.js';
import { scratchFolder } from '../../support/program.js';
import { utah, utahText } from '../../support/utah.js';

const bes = ['bes', '--product', 'storefront', '--direction', 'ingress'];
const interfaces = ['eni-a', 'eni-b'];

/** A SYN of the partner at one of our service addresses, as the flow log of the foundation has it. */
const minuteAgo = Math.floor(Date.now() / 1000) - 60;
const flow = (eni: string, action: 'ACCEPT' | 'REJECT'): object => ({
  timestamp: minuteAgo * 1000,
  message: `${eni} 10.0.0.1 10.0.0.2 198.51.100.7 10.20.0.5 50000 443 6 2 ingress ${action} ${minuteAgo} ${minuteAgo + 30} 10 1000 subnet-a OK`,
});

/** A working folder with deployed stacks, and an AWS whose flow log says so. */
async function looked(...events: readonly object[]) {
  const place = scratchFolder();
  mkdirSync(join(place, 'outputs'));
  writeFileSync(join(place, 'estate.yaml'), utahText);
  writeFileSync(join(place, 'outputs/prod-addresses.json'), addressesFile(utahAddresses));
  writeFileSync(join(place, 'outputs/prod-foundation.json'), utahFoundation);
  const items = interfaces.map(
    (eni, at) =>
      `<item><publicIp>203.0.113.1</publicIp><allocationId>eipalloc-${at}</allocationId><networkInterfaceId>${eni}</networkInterfaceId></item>`,
  );
  const caller = { Account: '111122223333', Arn: 'arn:aws:sts::111122223333:assumed-role/ops/jo', UserId: 'AROA:jo' };
  const sts = Object.entries(caller)
    .map(([name, value]) => `<${name}>${value}</${name}>`)
    .join('');
  const server = await answered({
    GetCallerIdentity: (): Answer =>
      `<GetCallerIdentityResponse><GetCallerIdentityResult>${sts}</GetCallerIdentityResult></GetCallerIdentityResponse>`,
    DescribeAddresses: (): Answer =>
      `<DescribeAddressesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><addressesSet>${items.join('')}</addressesSet></DescribeAddressesResponse>`,
    FilterLogEvents: (): Answer => ({ events }),
  });
  const ran = await inProcess(['partners', 'evidence', ...bes, '--json', '--estate', join(place, 'estate.yaml')], {
    AWS_ENDPOINT_URL: server.url,
    AWS_ACCESS_KEY_ID: 'a',
  });
  return { ...ran, verdict: verdictOf(join(place, '.cutover/partners.journal')) };
}

/** What a cutover that asks for evidence says of the partner, from the journal as it is on the disk. */
function verdictOf(journal: string) {
  const lines = (() => {
    try {
      return readFileSync(journal, 'utf8').trimEnd().split('\n');
    } catch {
      return [];
    }
  })();
  const facts = lines.flatMap((line) => {
    const decoded = decodeLine(Buffer.from(line));
    const fact = decoded.ok ? readFact(decoded.line.fields) : undefined;
    return decoded.ok && fact?.ok === true ? [{ ...fact.entry, ...decoded.line.stamp }] : [];
  });
  const duties = dutiesOf(utah(), outputsOf(utahAddresses, utahFoundation), {
    partners: ['bes'],
    product: 'storefront',
    direction: 'ingress',
  });
  return partnerGate(facts, 'evidenced', duties, Date.now())[0];
}

describe('partners evidence', () => {
  it('seen at every address is a fact, and the gate that asks for evidence passes by it: 0', async () => {
    const { code, stdout, verdict } = await looked(...interfaces.map((eni) => flow(eni, 'ACCEPT')));
    expect(code).toBe(0);
    expect(JSON.parse(stdout).standings).toMatchObject([
      {
        partner: 'bes',
        state: 'evidenced',
        evidenced: { count: 2, by: expect.stringContaining('assumed-role/ops/jo') },
      },
    ]);
    expect(verdict).toMatchObject({ verdict: 'pass', why: expect.stringContaining('traffic of bes was seen') });
  });

  it('seen and turned away by ours is a fact too, and the gate fails: 75', async () => {
    const { code, stderr, verdict } = await looked(flow('eni-a', 'ACCEPT'), flow('eni-b', 'REJECT'));
    expect(code).toBe(75);
    expect(stderr).toContain('bes storefront ingress: refused');
    expect(verdict).toMatchObject({ verdict: 'fail' });
  });

  it.each([
    ['at one of two addresses', [flow('eni-a', 'ACCEPT')], 'partly'],
    ['nowhere', [], 'nothing'],
  ])('seen %s proves nothing, and nothing is noted: 75', async (_, events, kind) => {
    const { code, stderr, verdict } = await looked(...events);
    expect(code).toBe(75);
    expect(stderr).toContain(`bes storefront ingress: ${kind}`);
    expect(verdict).toMatchObject({ verdict: 'inconclusive' });
  });
});
