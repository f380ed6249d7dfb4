/** The five fields of cron, with what each takes. Weekday 7 is Sunday, as 0 is. */
const fields = [
  { name: 'minute', from: 0, to: 59 },
  { name: 'hour', from: 0, to: 23 },
  { name: 'day of month', from: 1, to: 31 },
  { name: 'month', from: 1, to: 12 },
  { name: 'weekday', from: 0, to: 7 },
] as const;

type Field = (typeof fields)[number];

const weekdays = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'] as const;

/** The values that a field stands for, in order; undefined for all. */
function valuesOf(text: string, field: Field): readonly number[] | undefined {
  if (text === '*' || text === '*/1') return undefined;
  const values = text.split(',').flatMap((part) => {
    const [, all, first, last, every] = /^(?:(\*)|(\d{1,2})(?:-(\d{1,2}))?)(?:\/(\d{1,2}))?$/.exec(part) ?? [];
    if (all === undefined && first === undefined)
      throw new Error(`${field.name} "${part}"; write numbers, ranges, lists and steps: 5, 1-5, 0,30 or */15`);
    const from = all === undefined ? Number(first) : field.from;
    // `10/15` goes on to the end, `10` alone does not. Weekday 7 is 0 again, so that the end is 6.
    const end = field.name === 'weekday' ? 6 : field.to;
    const to = last === undefined ? (all === undefined && every === undefined ? from : end) : Number(last);
    const step = Number(every ?? 1);
    if (from < field.from || to > field.to || from > to || step < 1)
      throw new Error(`${field.name} "${part}"; write numbers from ${field.from} to ${field.to}, the smaller first`);
    return Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => from + i * step);
  });
  return [...new Set(values)].toSorted((a, b) => a - b);
}

/** `*` for all, `1-5` for a run of three or more, else the values themselves. */
function written(values: readonly number[] | undefined): string {
  if (values === undefined) return '*';
  const [first = 0] = values;
  const last = values.at(-1) ?? first;
  return values.length > 2 && last - first === values.length - 1 ? `${first}-${last}` : values.join(',');
}

/**
 * Five cron fields as EventBridge Scheduler writes them: six fields, weekdays by name, and `?` in one of the two day fields, because it cannot combine
 * them. Cron runs on either day when both are given, which one schedule cannot say.
 * Source: EventBridge Scheduler User Guide, "Schedule types", cron-based schedules.
 * @throws where a field is not cron, or both day fields are given
 */
export function schedulerCron(expression: string): string {
  const texts = expression.trim().split(/\s+/);
  if (texts.length !== fields.length)
    throw new Error(
      `schedule "${expression}" has ${texts.length} fields; write five: minute hour day month weekday, in UTC: "0 3 * * *"`,
    );
  const [minute, hour, day, month, weekday] = fields.map((field, i) => valuesOf(texts[i] ?? '', field));
  if (day !== undefined && weekday !== undefined)
    throw new Error(
      `schedule "${expression}" names days of the month and weekdays; cron means either, which EventBridge cannot say: make two jobs`,
    );
  const named = [...new Set(weekday?.map((n) => n % 7))].toSorted((a, b) => a - b).map((n) => weekdays[n]);
  const days = weekday === undefined ? [written(day), '?'] : ['?', named.join(',')];
  return `cron(${[written(minute), written(hour), days[0], written(month), days[1], '*'].join(' ')})`;
}
