import { describe, expect, it } from '@jest/globals';
import { Construct } from 'constructs';
import type { AlarmRule, DashboardProps } from '../../../modules/monitoring/index.js';
import { Alarms, Dashboard, dashboardBody, watchedBelow } from '../../../modules/monitoring/index.js';
import { anEnvironment, synth } from '../../support/synth.js';

const metric = (name: string) => ({ namespace: 'AWS/X', name, dimensions: { Id: '1' }, statistic: 'Sum' });
const rule: AlarmRule = {
  metric: metric('Errors'),
  comparison: '>',
  threshold: 5,
  periodSeconds: 300,
  missing: 'notBreaching',
  description: 'too many',
};

interface Widget {
  readonly type: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly properties: Readonly<Record<string, unknown>>;
}

function widgets(props: Omit<DashboardProps, 'environment'>): readonly Widget[] {
  const body: { readonly widgets: readonly Widget[] } = JSON.parse(
    dashboardBody({ environment: anEnvironment(), ...props }),
  );
  return body.widgets;
}

describe('a dashboard', () => {
  it('is at the smallest empty', () => {
    expect(widgets({ sections: [] })).toEqual([]);
  });

  it('shows the states of alarms on top, then each number with its threshold', () => {
    const [alarms, heading, graph] = widgets({
      alarms: ['arn:1'],
      sections: [{ title: 'Web', rules: { errors: rule } }],
    });
    expect(alarms).toMatchObject({ type: 'alarm', y: 0, width: 24, properties: { alarms: ['arn:1'] } });
    expect(heading).toMatchObject({ type: 'text', y: 3, properties: { markdown: '## Web' } });
    expect(graph).toMatchObject({
      type: 'metric',
      y: 4,
      properties: {
        title: 'errors',
        region: 'us-east-1',
        period: 300,
        metrics: [['AWS/X', 'Errors', 'Id', '1', { stat: 'Sum' }]],
        annotations: { horizontal: [{ label: 'rings above 5', value: 5 }] },
      },
    });
  });

  it('draws an expression, and hides what it is made of', () => {
    const share = {
      expression: '100 * errors / requests',
      label: 'share',
      of: { errors: metric('E'), requests: metric('R') },
    };
    const [, graph] = widgets({ sections: [{ title: 'Web', metrics: { share } }] });
    expect(graph?.properties).toMatchObject({
      period: 60,
      metrics: [
        [{ id: 'result', expression: '100 * errors / requests', label: 'share' }],
        ['AWS/X', 'E', 'Id', '1', { id: 'errors', visible: false }],
        ['AWS/X', 'R', 'Id', '1', { id: 'requests', visible: false }],
      ],
    });
    expect(graph?.properties).not.toHaveProperty('annotations');
  });

  it('has three graphs in a row, and nothing over anything else', () => {
    const metrics = Object.fromEntries(['a', 'b', 'c', 'd'].map((name) => [name, metric(name)]));
    const all = widgets({
      alarms: ['arn:1'],
      sections: [
        { title: 'One', metrics },
        { title: 'Two', metrics },
      ],
    });
    const cells = all.flatMap(({ x, y, width, height }) =>
      Array.from({ length: width * height }, (_, i) => `${x + (i % width)},${y + Math.floor(i / width)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
    expect(Math.max(...all.map(({ x, width }) => x + width))).toBe(24);
  });

  it('shows as many alarms at once as CloudWatch allows', () => {
    const alarms = Array.from({ length: 150 }, (_, i) => `arn:${i}`);
    expect(widgets({ alarms, sections: [] }).map(({ y, properties }) => [y, properties['alarms']])).toEqual([
      [0, alarms.slice(0, 100)],
      [3, alarms.slice(100)],
    ]);
  });

  it('shows all that is watched in a stack, as it is after its overrides', () => {
    const template = synth((scope) => {
      const environment = anEnvironment();
      const rules = { errors: rule, noise: rule };
      new Alarms(scope, 'web', { environment, subject: ['shop', 'web'], rules, overrides: { noise: false } });
      const inner = new Construct(scope, 'inner');
      new Alarms(inner, 'db', { environment, subject: ['shop', 'db'], rules: { errors: rule } });
      new Dashboard(scope, 'dashboard', { environment, ...watchedBelow(scope) });
    });
    const body: { readonly widgets: readonly Widget[] } = JSON.parse(
      String(template.one('aws_cloudwatch_dashboard')['dashboard_body']),
    );
    expect(body.widgets.map(({ type, properties }) => properties['markdown'] ?? properties['title'] ?? type)).toEqual([
      'Alarms',
      '## shop web',
      'errors',
      '## shop db',
      'errors',
    ]);
    expect(body.widgets[0]?.properties['alarms']).toHaveLength(2);
  });

  it('takes what looks like an expression of Terraform as text', () => {
    const template = synth((scope) => {
      const environment = anEnvironment();
      const rules = { errors: { ...rule, description: 'more than ${n} %{of} them' } };
      new Alarms(scope, 'web', { environment, subject: ['web'], rules });
      new Dashboard(scope, 'dashboard', { environment, sections: [{ title: '${file("x")}' }] });
    });
    expect(template.one('aws_cloudwatch_metric_alarm')['alarm_description']).toBe('more than $${n} %%{of} them');
    expect(template.one('aws_cloudwatch_dashboard')['dashboard_body']).toContain('$${file(');
  });

  it('is named by environment and product', () => {
    const template = synth((scope) => {
      new Dashboard(scope, 'dashboard', { environment: anEnvironment(), subject: ['storefront'], sections: [] });
    });
    expect(template.one('aws_cloudwatch_dashboard')).toEqual({
      dashboard_name: 'utah-outfitters-prod-storefront',
      dashboard_body: '{"widgets":[]}',
    });
  });
});
