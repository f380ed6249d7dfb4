import { CloudwatchMetricAlarm } from '#aws/cloudwatch-metric-alarm';
import type { CloudwatchMetricAlarmConfig } from '#aws/cloudwatch-metric-alarm';
import { Construct } from 'constructs';
import { literal } from '../core/literal.js';
import { resourceName } from '../core/names.js';

/** One number of CloudWatch. */
export interface MetricRef {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  /** Average, Sum, Maximum, Minimum, SampleCount or p95. */
  readonly statistic: string;
}

/** A number computed from others, e.g. a share: `100 * errors / requests`. */
export interface MetricMath {
  /** Metric math over the names of `of`. */
  readonly expression: string;
  /** What the number is. */
  readonly label: string;
  /** Names begin with a lower-case letter. */
  readonly of: Readonly<Record<string, MetricRef>>;
}

/** When it rings. */
export interface AlarmRule {
  readonly metric: MetricRef | MetricMath;
  readonly comparison: '>' | '>=' | '<' | '<=';
  readonly threshold: number;
  /** Default 60. */
  readonly periodSeconds?: number;
  /** Rings when `breaching` of the last `of` periods do. Default 3 of 5. */
  readonly datapoints?: { readonly breaching: number; readonly of: number };
  /** What no data means: `breaching` for a heartbeat, `notBreaching` for counts of errors. */
  readonly missing: 'breaching' | 'notBreaching' | 'ignore' | 'missing';
  /** What it means and what to do first; a runbook's address may be part of it. */
  readonly description: string;
}

/** By the alarm's name: another threshold or timing, or false to drop it. */
export type AlarmOverrides = Readonly<
  Record<string, false | Partial<Pick<AlarmRule, 'threshold' | 'periodSeconds' | 'datapoints' | 'description'>>>
>;

export interface AlarmsProps {
  readonly environment: { readonly company: string; readonly name: string; readonly alarmTopic: string };
  /** What is watched, as parts of the alarms' names: product, then the thing. */
  readonly subject: readonly string[];
  readonly rules: Readonly<Record<string, AlarmRule>>;
  readonly overrides?: AlarmOverrides;
}

const operators = {
  '>': 'GreaterThanThreshold',
  '>=': 'GreaterThanOrEqualToThreshold',
  '<': 'LessThanThreshold',
  '<=': 'LessThanOrEqualToThreshold',
} as const;

/**
 * The rules that stay, with their overrides.
 * @throws where an override names no rule, or CloudWatch would refuse what a rule says when it is deployed
 */
export function resolveAlarms(
  rules: AlarmsProps['rules'],
  overrides: AlarmOverrides = {},
): Readonly<Record<string, AlarmRule>> {
  for (const name of Object.keys(overrides))
    if (!Object.hasOwn(rules, name))
      throw new Error(`there is no alarm ${name} here; there are ${Object.keys(rules).join(', ') || 'none'}`);
  return Object.fromEntries(
    Object.entries(rules).flatMap(([name, rule]) => {
      const override = overrides[name];
      return override === false ? [] : [[name, checked(name, { ...rule, ...override })]];
    }),
  );
}

const usual = { periodSeconds: 60, datapoints: { breaching: 3, of: 5 } } as const;

/** Limits of PutMetricAlarm (CloudWatch API reference, Period and EvaluationPeriods): a day for periods under an hour, else a week. */
function checked(name: string, rule: AlarmRule): AlarmRule {
  const { threshold, periodSeconds, datapoints } = { ...usual, ...rule };
  const { breaching, of } = datapoints;
  const mostSeconds = periodSeconds < 3600 ? 86_400 : 604_800;
  const faults: readonly (readonly [isFault: boolean, fault: string])[] = [
    [!Number.isFinite(threshold), `the threshold ${threshold} is no number`],
    [
      ![10, 20, 30].includes(periodSeconds) && (periodSeconds <= 0 || periodSeconds % 60 !== 0),
      `a period of ${periodSeconds} s: write 10, 20, 30, or a multiple of 60`,
    ],
    [
      !Number.isInteger(of) || !Number.isInteger(breaching) || breaching < 1 || breaching > of,
      `${breaching} of ${of} periods: write whole numbers, the first from 1 to the second`,
    ],
    [
      periodSeconds * of > mostSeconds,
      `${of} periods of ${periodSeconds} s are more than ${mostSeconds} s: write fewer`,
    ],
  ];
  for (const [isFault, fault] of faults) if (isFault) throw new Error(`alarm ${name}: ${fault}`);
  return rule;
}

/** What is looked at: one metric, or the queries of an expression. */
function measured({
  metric,
  periodSeconds: period = usual.periodSeconds,
}: AlarmRule): Partial<CloudwatchMetricAlarmConfig> {
  if (!('expression' in metric)) {
    const { namespace, name: metricName, dimensions, statistic } = metric;
    const percentile = /^p\d/.test(statistic);
    return {
      namespace,
      metricName,
      dimensions: { ...dimensions },
      ...(percentile ? { extendedStatistic: statistic } : { statistic }),
      period,
    };
  }
  const { expression, label, of } = metric;
  return {
    metricQuery: [
      { id: 'result', expression, label, returnData: true },
      ...Object.entries(of).map(([id, { namespace, name: metricName, dimensions, statistic: stat }]) => ({
        id,
        metric: { namespace, metricName, dimensions: { ...dimensions }, stat, period },
      })),
    ],
  };
}

const mark = Symbol.for('dc-exit/alarms');

/** The alarms of one thing, to the environment's topic, on ringing and on recovery. */
export class Alarms extends Construct {
  /** What is watched, as in the props. */
  readonly subject: readonly string[];
  /** The rules that stayed, with their overrides. */
  readonly rules: Readonly<Record<string, AlarmRule>>;
  readonly byName: Readonly<Record<string, CloudwatchMetricAlarm>>;

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    Object.defineProperty(this, mark, { value: true });
    const { environment, subject } = props;
    this.subject = subject;
    this.rules = resolveAlarms(props.rules, props.overrides);
    this.byName = Object.fromEntries(
      Object.entries(this.rules).map(([name, rule]) => {
        const { breaching, of } = rule.datapoints ?? usual.datapoints;
        const alarm = new CloudwatchMetricAlarm(this, name, {
          alarmName: resourceName(environment, [...subject, name], 255),
          alarmDescription: literal(rule.description),
          ...measured(rule),
          comparisonOperator: operators[rule.comparison],
          threshold: rule.threshold,
          evaluationPeriods: of,
          datapointsToAlarm: breaching,
          treatMissingData: rule.missing,
          alarmActions: [environment.alarmTopic],
          okActions: [environment.alarmTopic],
        });
        return [name, alarm];
      }),
    );
  }

  /** Whether something is of this class, also of another copy of this library. */
  static isAlarms(this: void, value: object): value is Alarms {
    return mark in value;
  }

  get arns(): readonly string[] {
    return Object.values(this.byName).map(({ arn }) => arn);
  }
}
