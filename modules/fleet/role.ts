import { IamInstanceProfile } from '#aws/iam-instance-profile';
import { IamRole } from '#aws/iam-role';
import { IamRolePolicy } from '#aws/iam-role-policy';
import type { ITerraformDependable } from '#cdktf';
import { Construct } from 'constructs';
import { allow, anyResource, partitionOf, policyDocument, resourceName, trustPolicy, Uses } from '../core/index.js';
import type { Placed, Statement } from '../core/index.js';
import type { FleetSettings } from './resolve.js';

export type FleetRoleProps = Placed & {
  readonly settings: FleetSettings;
  /** Name of the auto scaling group. */
  readonly group: string;
  readonly securityGroup: string;
  readonly logGroup: string;
  /** ARNs of the disks that it attaches to itself. */
  readonly volumes: readonly string[];
  readonly boundary?: string;
};

/**
 * What Systems Manager needs of an instance: what `AmazonSSMManagedInstanceCore` allows, without `ssm:GetParameter` on everything, which would let
 * each machine read what belongs to other products.
 */
const managedInstance: Statement = allow(
  [
    'ssm:DescribeAssociation',
    'ssm:DescribeDocument',
    'ssm:GetDeployablePatchSnapshotForInstance',
    'ssm:GetDocument',
    'ssm:GetManifest',
    'ssm:ListAssociations',
    'ssm:ListInstanceAssociations',
    'ssm:PutComplianceItems',
    'ssm:PutConfigurePackageResult',
    'ssm:PutInventory',
    'ssm:UpdateAssociationStatus',
    'ssm:UpdateInstanceAssociationStatus',
    'ssm:UpdateInstanceInformation',
    'ssmmessages:CreateControlChannel',
    'ssmmessages:CreateDataChannel',
    'ssmmessages:OpenControlChannel',
    'ssmmessages:OpenDataChannel',
    'ec2messages:AcknowledgeMessage',
    'ec2messages:DeleteMessage',
    'ec2messages:FailMessage',
    'ec2messages:GetEndpoint',
    'ec2messages:GetMessages',
    'ec2messages:SendReply',
  ],
  anyResource('the agent works with documents and channels that AWS owns'),
);

/** The role of the machines: Systems Manager, their own boot, their log, and what they use. */
export class FleetRole extends Construct {
  readonly role: IamRole;
  readonly profile: IamInstanceProfile;
  /** What must be there before an instance starts. */
  readonly ready: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: FleetRoleProps) {
    super(scope, id);
    const { environment, product, name, settings, boundary } = props;
    const roleName = resourceName(environment, [product, name, 'machine'], 64);
    this.role = new IamRole(this, 'role', {
      name: roleName,
      description: `Machines of ${name} of ${product}`,
      assumeRolePolicy: trustPolicy({ services: ['ec2.amazonaws.com'] }),
      ...(boundary !== undefined && { permissionsBoundary: boundary }),
    });
    this.profile = new IamInstanceProfile(this, 'profile', { name: roleName, role: this.role.name });
    const policy = (key: string, statements: readonly Statement[]) =>
      new IamRolePolicy(this, key, { name: key, role: this.role.name, policy: policyDocument(statements) });
    const uses = new Uses(this, 'uses', {
      uses: settings.uses,
      role: this.role.name,
      securityGroup: props.securityGroup,
    });
    const secrets = secretStatements(props);
    this.ready = [
      policy('systems-manager', [managedInstance]),
      policy('boot', bootStatements(props)),
      policy('log', logStatements(props)),
      ...(secrets.length === 0 ? [] : [policy('secrets', secrets)]),
      ...uses.policies,
    ];
  }
}

function bootStatements({ environment, group, settings, volumes }: FleetRoleProps): readonly Statement[] {
  const { region, account } = environment;
  const aws = partitionOf(region);
  return [
    allow(
      ['autoscaling:CompleteLifecycleAction', 'autoscaling:RecordLifecycleActionHeartbeat'],
      [`arn:${aws}:autoscaling:${region}:${account}:autoScalingGroup:*:autoScalingGroupName/${group}`],
    ),
    ...(settings.disks.length === 0
      ? []
      : [allow(['ec2:DescribeVolumes'], anyResource('describing has no resource level'))]),
    ...(volumes.length === 0
      ? []
      : [
          allow(['ec2:AttachVolume'], volumes),
          allow(['ec2:AttachVolume'], [`arn:${aws}:ec2:${region}:${account}:instance/*`], {
            StringEquals: { 'ec2:ResourceTag/aws:autoscaling:groupName': group },
          }),
          // An encrypted disk is attached by a grant of its key to EC2.
          allow(['kms:CreateGrant'], [environment.kmsKey], {
            Bool: { 'kms:GrantIsForAWSResource': 'true' },
            StringEquals: { 'kms:ViaService': `ec2.${region}.amazonaws.com` },
          }),
          allow(['kms:Decrypt', 'kms:DescribeKey'], [environment.kmsKey], {
            StringEquals: { 'kms:ViaService': `ec2.${region}.amazonaws.com` },
          }),
        ]),
  ];
}

function logStatements({ logGroup }: FleetRoleProps): readonly Statement[] {
  return [
    allow(['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'], [`${logGroup}:*`]),
    allow(['cloudwatch:PutMetricData'], anyResource('metrics have no resource level'), {
      StringEquals: { 'cloudwatch:namespace': 'CWAgent' },
    }),
  ];
}

/** Exactly the parameters named: the key decrypts no other, because Parameter Store tells it whose value it is. */
function secretStatements({ environment, settings }: FleetRoleProps): readonly Statement[] {
  const { region, account, kmsKey } = environment;
  const parameters = Object.values(settings.secrets).map(
    (path) => `arn:${partitionOf(region)}:ssm:${region}:${account}:parameter${path}`,
  );
  if (parameters.length === 0) return [];
  return [
    allow(['ssm:GetParameter'], parameters),
    allow(['kms:Decrypt'], [kmsKey], {
      StringEquals: {
        'kms:ViaService': `ssm.${region}.amazonaws.com`,
        'kms:EncryptionContext:PARAMETER_ARN': parameters,
      },
    }),
  ];
}
