import { z } from 'zod';
import { fileShape, findingShape, rowsShape } from '../plan-schema.js';
import * as cutover from './cutover.js';
import * as part from './parts.js';
import { notice, standing } from './partners.js';

const of = <Type extends string>(type: Type) => ({ type: z.literal(type) });

/** A line of `--events`, of any command. The first one is the version. */
export const event = z
  .union([
    z.object({ ...of('version'), schema: z.literal('events/v1'), tool: z.literal('plan-migration') }),
    // plan, check
    fileShape.extend(of('file')),
    findingShape.extend(of('finding')),
    z.object({ ...of('rows'), servers: part.whole, rows: rowsShape }),
    z.object({
      ...of('plan'),
      servers: part.whole,
      rows: rowsShape,
      scenarios: z.array(z.object({ id: part.text, monthlyUsd: z.number(), unpriced: part.whole })),
    }),
    // partners
    notice.extend(of('notice')),
    standing.extend(of('standing')),
    // cutover
    cutover.cutoverPlan.extend(of('plan')),
    cutover.statusRow.extend(of('status')),
    cutover.preflightRow.extend(of('preflight')),
    z.intersection(part.journalLine, z.looseObject(of('entry'))),
    z.object({ ...of('decision'), product: part.text, entry: part.entry }),
    cutover.stopRow.extend(of('stop')),
    cutover.auditedRun.extend(of('run')),
    cutover.told.extend({ ...of('told'), product: part.text }),
    cutover.rehearsedProduct.omit({ story: true }).extend(of('product')),
    cutover.rehearsalEnd.extend(of('rehearsal')),
  ])
  .describe('A line of --events. The first line is the version.');
