import type { StandIn } from './gateway.js';

/**
 * What MiniStack's Route 53 lacks: whether a zone is signed, which is asked before a zone is deleted. Zones of the stacks never are: the ones at the
 * old provider are not ours to sign.
 */
export const route53: StandIn = [
  {
    on: ({ line }) => /^GET \/2013-04-01\/hostedzone\/[^/]+\/dnssec$/.test(line),
    answer: () => ({
      status: 200,
      type: 'application/xml',
      body: [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<GetDNSSECResponse xmlns="https://route53.amazonaws.com/doc/2013-04-01/">',
        '<Status><ServeSignature>NOT_SIGNING</ServeSignature></Status><KeySigningKeys/></GetDNSSECResponse>',
      ].join(''),
    }),
  },
];
