import { z } from 'zod';
import { factSchemas } from '../../partners/facts.js';
import { partnerStates } from '../../partners/standing.js';
import * as part from './parts.js';

const { text, moment } = part;

const recorded = part.stamp.shape;
const fact = factSchemas;

export const standing = z.object({
  partner: text,
  product: text,
  direction: part.direction.describe('ingress: they allow our service addresses; egress: our source addresses'),
  environment: text,
  state: z.enum(partnerStates),
  addressSet: part.addressSet.optional().describe('of now; not there while the addresses are not deployed'),
  addresses: z.array(text).optional(),
  leadTimeDays: z.number(),
  until: moment.optional().describe('when what holds now lapses by itself'),
  sent: fact.sent.extend(recorded).optional(),
  confirmed: fact.confirm.extend(recorded).optional(),
  evidenced: fact.evidence.extend(recorded).optional(),
  waived: fact.waive.extend(recorded).optional(),
  refused: fact.evidence.extend(recorded).optional().describe('their traffic was turned away by ours'),
  lapsed: z
    .object({
      fact: z.discriminatedUnion('kind', [
        fact.notice.extend(recorded),
        fact.sent.extend(recorded),
        fact.confirm.extend(recorded),
        fact.waive.extend(recorded),
        fact.evidence.extend(recorded),
      ]),
      because: z.enum(['addresses', 'time']),
    })
    .optional(),
});

/** `partners status --json`, and of every command that notes something */
export const partners = z.object({ schema: z.literal('partners/v1'), standings: z.array(standing) });

const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const clock = z.string().regex(/^\d{2}:\d{2}$/);

export const notice = z.object({
  company: text,
  environment: text,
  partner: text,
  partnerTitle: text,
  contacts: z.array(text),
  product: text,
  direction: part.direction,
  hosts: z.array(text).describe('public names, which stay as they are'),
  addresses: z.array(text).describe('`203.0.113.11/32`, sorted: what the hash is computed over'),
  addressSet: part.addressSet,
  oldAddresses: z.array(text),
  ports: z.array(z.number().int()),
  networks: z.array(text),
  endpoints: z.array(text).describe('egress: what of theirs we reach'),
  dates: z.object({ bothFrom: date, addBy: date, removeAfter: date }),
  windows: z.array(z.object({ days: z.array(text), from: clock, to: clock, zone: text })),
  test: z.object({ host: text, path: text, status: z.number().int() }).optional(),
  certificate: z.array(text),
  replyTo: z.array(text),
});

/** `partners notice --json` */
export const notices = z.object({ schema: z.literal('notices/v1'), notices: z.array(notice) });
