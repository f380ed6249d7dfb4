import { Fault } from '../model/fault.js';
import type { Plan } from '../plan/plan.js';
import { textReport } from '../view/plan/text-report.js';
import { lookOf, type Format, type GlobalFlags, type World } from './context.js';

type Write = (plan: Plan, flags: GlobalFlags, world: World) => Promise<Iterable<string | Uint8Array>>;

/** A plan in each format; what a format needs is loaded with it. */
export const planIn: Readonly<Record<Format, Write>> = {
  text: async (plan, flags, world) => [textReport(plan, lookOf(flags, world))],
  json: async (plan) => (await import('../report/plan-json.js')).planJson(plan),
  md: async (plan) => (await import('../report/plan-markdown.js')).planMarkdown(plan),
  csv: async (plan) => (await import('../report/plan-csv.js')).planCsv(plan),
  html: async (plan) => (await import('../report/html/plan-html.js')).planHtml(plan),
  xlsx: async (plan, flags) => {
    if (flags.output === undefined)
      throw new Fault('usage', '--format xlsx is not written to standard output', 'Name a file: -o plan.xlsx');
    return [await (await import('../report/plan-xlsx.js')).planXlsx(plan)];
  },
};
