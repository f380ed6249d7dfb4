import type { CloudwatchDashboardConfig } from '#aws/cloudwatch-dashboard';
import { CloudwatchDashboard } from '#aws/cloudwatch-dashboard';
import { Construct } from 'constructs';
import { literal } from '../core/literal.js';
import { resourceName } from '../core/names.js';
import { Alarms } from './alarms.js';
import type { AlarmRule, MetricMath, MetricRef } from './alarms.js';

/** A heading and what is drawn below it. */
export interface DashboardSection {
  readonly title: string;
  /** Drawn each with its threshold. */
  readonly rules?: Readonly<Record<string, AlarmRule>>;
  /** Drawn each by itself. */
  readonly metrics?: Readonly<Record<string, MetricRef | MetricMath>>;
}

export interface DashboardProps {
  readonly environment: { readonly company: string; readonly name: string; readonly region: string };
  /** Parts of its name: none for the environment's own, else the product. */
  readonly subject?: readonly string[];
  /** ARNs of alarms, whose states are shown on top. @default none */
  readonly alarms?: readonly string[];
  readonly sections: readonly DashboardSection[];
  /** Merged last. */
  readonly overrides?: Partial<CloudwatchDashboardConfig>;
}

/** CloudWatch draws on 24 columns, and shows at most 100 alarms in a widget. */
const columns = 24;
const alarmsAtOnce = 100;
const graph = { width: 8, height: 6 };

type Widget = Readonly<Record<string, unknown>>;

const row = ({ namespace, name, dimensions, statistic: stat }: MetricRef, options: Widget): readonly unknown[] => [
  namespace,
  name,
  ...Object.entries(dimensions).flat(),
  { stat, ...options },
];

/** One metric, or an expression with the metrics that it needs, which are not drawn. */
function drawn(metric: MetricRef | MetricMath): readonly (readonly unknown[])[] {
  if (!('expression' in metric)) return [row(metric, {})];
  const { expression, label, of } = metric;
  return [
    [{ id: 'result', expression, label }],
    ...Object.entries(of).map(([id, each]) => row(each, { id, visible: false })),
  ];
}

const words = { '>': 'above', '>=': 'from', '<': 'below', '<=': 'up to' } as const;

function graphOf(title: string, metric: MetricRef | MetricMath, region: string, rule?: AlarmRule): Widget {
  return {
    title,
    region,
    view: 'timeSeries',
    period: rule?.periodSeconds ?? 60,
    metrics: drawn(metric),
    ...(rule !== undefined && {
      annotations: {
        horizontal: [{ label: `rings ${words[rule.comparison]} ${rule.threshold}`, value: rule.threshold }],
      },
    }),
  };
}

/** The dashboard as CloudWatch reads it: alarms, then each section's graphs in rows of three. */
export function dashboardBody({ environment, alarms = [], sections }: DashboardProps): string {
  const widgets: Widget[] = [];
  let y = 0;
  const add = (type: string, x: number, width: number, height: number, properties: Widget) => {
    widgets.push({ type, x, y, width, height, properties });
  };
  for (let from = 0; from < alarms.length; from += alarmsAtOnce) {
    add('alarm', 0, columns, 3, { title: 'Alarms', alarms: alarms.slice(from, from + alarmsAtOnce) });
    y += 3;
  }
  for (const { title, rules = {}, metrics = {} } of sections) {
    const graphs = [
      ...Object.entries(rules).map(([name, rule]) => graphOf(name, rule.metric, environment.region, rule)),
      ...Object.entries(metrics).map(([name, metric]) => graphOf(name, metric, environment.region)),
    ];
    add('text', 0, columns, 1, { markdown: `## ${title}` });
    y += 1;
    graphs.forEach((properties, i) => {
      const x = (i * graph.width) % columns;
      if (i > 0 && x === 0) y += graph.height;
      add('metric', x, graph.width, graph.height, properties);
    });
    if (graphs.length > 0) y += graph.height;
  }
  return JSON.stringify({ widgets });
}

/** All that is watched below a construct, a section for each thing: what a dashboard of a stack shows. */
export function watchedBelow(scope: Construct): Required<Pick<DashboardProps, 'alarms' | 'sections'>> {
  const all = scope.node.findAll().filter(Alarms.isAlarms);
  return {
    alarms: all.flatMap(({ arns }) => arns),
    sections: all.map(({ subject, rules }) => ({ title: subject.join(' '), rules })),
  };
}

/** One look at an environment or a product: its alarms, and the numbers behind them with their thresholds. */
export class Dashboard extends Construct {
  readonly dashboard: CloudwatchDashboard;

  constructor(scope: Construct, id: string, props: DashboardProps) {
    super(scope, id);
    this.dashboard = new CloudwatchDashboard(this, 'dashboard', {
      dashboardName: resourceName(props.environment, props.subject ?? [], 255),
      dashboardBody: literal(dashboardBody(props)),
      ...props.overrides,
    });
  }
}
