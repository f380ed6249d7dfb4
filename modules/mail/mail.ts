import { Sesv2ConfigurationSet } from '#aws/sesv2-configuration-set';
import type { Sesv2ConfigurationSetConfig } from '#aws/sesv2-configuration-set';
import { Sesv2ConfigurationSetEventDestination } from '#aws/sesv2-configuration-set-event-destination';
import { SnsTopic } from '#aws/sns-topic';
import { SnsTopicPolicy } from '#aws/sns-topic-policy';
import { SnsTopicSubscription } from '#aws/sns-topic-subscription';
import { Construct } from 'constructs';
import {
  allow,
  checkPlaced,
  deny,
  partitionOf,
  policyDocument,
  resolvedAt,
  resourceName,
  to,
  variableName,
} from '../core/index.js';
import type { Placed, Use } from '../core/index.js';
import { Alarms } from '../monitoring/alarms.js';
import type { AlarmOverrides } from '../monitoring/alarms.js';
import { mailAlarms } from './alarms.js';
import { resolveIdentity } from './identity.js';

export interface MailProps extends Placed {
  /** An identity of the account: `new MailIdentity` in the foundation. */
  readonly domain: string;
  /** Patterns of senders, `shop@utah-outfitters.example`. @default any of the domain */
  readonly from?: readonly string[];
  /** Mail addresses that hear of each bounce and complaint. @default none: the application subscribes to `topic` */
  readonly notify?: readonly string[];
  readonly alarms?: AlarmOverrides;
  /** Arguments of `aws_sesv2_configuration_set`, merged last. */
  readonly overrides?: Partial<Sesv2ConfigurationSetConfig>;
}

/** @throws where a sender is not of the domain */
export function resolveSenders({
  domain,
  from = [`*@${domain}`],
}: Pick<MailProps, 'domain' | 'from'>): readonly string[] {
  const foreign = from.find((sender) => !sender.endsWith(`@${domain}`) || !/^[\w.*+-]+@/.test(sender));
  if (foreign !== undefined || from.length === 0)
    throw new Error(
      `from: ${foreign === undefined ? 'nobody' : `"${foreign}"`} may send; write senders of ${domain}, like shop@${domain}`,
    );
  return from;
}

/** How one product sends mail: a configuration set that asks for TLS, keeps a suppression list and reports bounces and complaints. */
export class Mail extends Construct {
  readonly configurationSet: Sesv2ConfigurationSet;
  /** Bounces, complaints and rejects, as JSON of SES. */
  readonly topic: SnsTopic;
  readonly alarms: Alarms;
  readonly #props: MailProps;
  readonly #senders: readonly string[];

  constructor(scope: Construct, id: string, props: MailProps) {
    super(scope, id);
    this.#props = props;
    const { environment, product, name } = props;
    this.#senders = resolvedAt(this, () => {
      checkPlaced(props);
      resolveIdentity(props);
      return resolveSenders(props);
    });
    this.configurationSet = new Sesv2ConfigurationSet(this, 'set', {
      configurationSetName: resourceName(environment, [product, name], 64),
      deliveryOptions: { tlsPolicy: 'REQUIRE' },
      reputationOptions: { reputationMetricsEnabled: true },
      sendingOptions: { sendingEnabled: true },
      suppressionOptions: { suppressedReasons: ['BOUNCE', 'COMPLAINT'] },
      ...props.overrides,
    });
    this.topic = new SnsTopic(this, 'topic', {
      name: resourceName(environment, [product, name, 'events'], 256),
      kmsMasterKeyId: environment.kmsKey,
    });
    const policy = new SnsTopicPolicy(this, 'topic-policy', {
      arn: this.topic.arn,
      policy: policyDocument([
        to(
          { services: ['ses.amazonaws.com'] },
          allow(['sns:Publish'], [this.topic.arn], {
            StringEquals: { 'AWS:SourceAccount': environment.account, 'AWS:SourceArn': this.configurationSet.arn },
          }),
        ),
        to('anyone', deny(['sns:Publish'], [this.topic.arn], { Bool: { 'aws:SecureTransport': 'false' } })),
      ]),
    });
    new Sesv2ConfigurationSetEventDestination(this, 'events', {
      configurationSetName: this.configurationSet.configurationSetName,
      eventDestinationName: 'events',
      eventDestination: {
        enabled: true,
        matchingEventTypes: ['BOUNCE', 'COMPLAINT', 'REJECT'],
        snsDestination: { topicArn: this.topic.arn },
      },
      // SES publishes a first message to see that it may.
      dependsOn: [policy],
    });
    for (const address of props.notify ?? [])
      new SnsTopicSubscription(this, `notify-${address}`, {
        topicArn: this.topic.arn,
        protocol: 'email',
        endpoint: address,
      });
    this.alarms = new Alarms(this, 'alarms', {
      environment,
      subject: [product, name],
      rules: mailAlarms(this.configurationSet.configurationSetName, environment.class),
      ...(props.alarms !== undefined && { overrides: props.alarms }),
    });
  }

  /** What a consumer gets: the right to send from the domain, with this configuration set, as one of the senders. No user, no password. */
  use(_level: 'send', key: string): Use {
    const { environment, domain } = this.#props;
    return {
      variables: {
        [variableName(key, 'DOMAIN')]: domain,
        [variableName(key, 'CONFIGURATION_SET')]: this.configurationSet.configurationSetName,
      },
      statements: [
        allow(
          ['ses:SendEmail', 'ses:SendRawEmail'],
          [
            `arn:${partitionOf(environment.region)}:ses:${environment.region}:${environment.account}:identity/${domain}`,
            this.configurationSet.arn,
          ],
          { StringLike: { 'ses:FromAddress': this.#senders } },
        ),
      ],
      reach: [],
      mounts: [],
    };
  }
}
