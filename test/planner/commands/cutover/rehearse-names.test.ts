import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { inProcess } from '../../../support/in-process.js';
import { scratchFolder } from '../../../support/program.js';

const estate = join(scratchFolder(), 'estate.yaml');
const product = (name: string, names: string): string => `
  ${name}:
    environments: [prod]
    ingress: { kind: static, to: { "/": web } }
    services: { web: { image: a/web, port: 80, size: { cpu: 256, memory: 1GiB }, count: 2 } }
    names: { ${names} }
    cutover: { approve: { at: [] }, steps: [50, 100], keepLegacy: 7d, bake: { final: 24h, drain: 1d } }`;

writeFileSync(
  estate,
  `schema: estate/v1
company: acme
region: us-east-1
environments:
  prod: { class: production, account: "111122223333", cidr: 10.0.0.0/16, azs: [us-east-1a, us-east-1b], nat: single }
zones:
  old.example: { at: legacy, write: manual, via: new.example }
  new.example: { at: route53, in: prod }
products:${product('two', 'api.new.example: { legacy: { A: [192.0.2.10], ttl: 5m } }, shop.old.example: { legacy: { A: [192.0.2.10], ttl: 1h } }')}${product('alias', 'www.old.example: { legacy: { CNAME: lb.hoster.example, ttl: 1h } }')}${product('six', 'six.new.example: { legacy: { A: [192.0.2.20], AAAA: ["2001:db8::1"], ttl: 1h } }')}
`,
);

describe('a rehearsal of', () => {
  it.each([
    ['two names in two zones', 'two', 'delegate: shop.old.example is a CNAME to shop.new.example at the old provider'],
    ['a name that is a CNAME today', 'alias', 'none outside {lb.hoster.example, 203.0.113.'],
    ['a name with IPv6 addresses', 'six', 'IPv6 answers stay with legacy until shift-100, then there are none'],
  ])('%s ends decommissioned, and nobody sees another answer', async (_, name, told) => {
    const { code, stdout } = await inProcess(['cutover', 'rehearse', name, '--estate', estate, '--width', '140']);
    expect(code).toBe(0);
    expect(stdout).toContain(told);
    expect(stdout).toContain('none empty');
    expect(stdout).toContain(`  decommissioned; the record belongs to ${name}-prod\n`);
  });
});
