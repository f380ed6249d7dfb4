import { SnsTopic } from '#aws/sns-topic';
import { SnsTopicPolicy } from '#aws/sns-topic-policy';
import { SnsTopicSubscription } from '#aws/sns-topic-subscription';
import { Construct } from 'constructs';
import { allow, deny, policyDocument, to } from '../core/index.js';

export interface AlarmTopicProps {
  readonly name: string;
  readonly account: string;
  /** ARN; its policy must let CloudWatch use it. */
  readonly kmsKey: string;
  /** Email addresses; each confirms by a link before it gets anything. */
  readonly emails: readonly string[];
}

/** Where alarms go, encrypted; CloudWatch, EventBridge and AWS Backup of this account may send to it. */
export class AlarmTopic extends Construct {
  readonly topic: SnsTopic;

  constructor(scope: Construct, id: string, { name, account, kmsKey, emails }: AlarmTopicProps) {
    super(scope, id);
    this.topic = new SnsTopic(this, 'topic', { name, kmsMasterKeyId: kmsKey });
    const { arn } = this.topic;
    const senders = ['backup.amazonaws.com', 'cloudwatch.amazonaws.com', 'events.amazonaws.com'];
    new SnsTopicPolicy(this, 'policy', {
      arn,
      policy: policyDocument([
        to({ services: senders }, allow(['sns:Publish'], [arn], { StringEquals: { 'aws:SourceAccount': account } })),
        to('anyone', deny(['sns:Publish'], [arn], { Bool: { 'aws:SecureTransport': 'false' } })),
      ]),
    });
    for (const email of emails)
      new SnsTopicSubscription(this, email, { topicArn: arn, protocol: 'email', endpoint: email });
  }
}
