import { CloudwatchLogGroup } from '#aws/cloudwatch-log-group';
import { EcsTaskDefinition } from '#aws/ecs-task-definition';
import type { EcsTaskDefinitionConfig, EcsTaskDefinitionVolume } from '#aws/ecs-task-definition';
import { IamRole } from '#aws/iam-role';
import { IamRolePolicy } from '#aws/iam-role-policy';
import { SecurityGroup } from '#aws/security-group';
import { VpcSecurityGroupEgressRule } from '#aws/vpc-security-group-egress-rule';
import type { ITerraformDependable } from '#cdktf';
import { Construct } from 'constructs';
import { allow, keyThrough, partitionOf, policyDocument, resourceName, trustPolicy, Uses } from '../core/index.js';
import type { EnvironmentRef, Placed, Statement } from '../core/index.js';
import { shellStatements } from '../environment/shell.js';
import { containerDefinitions, volumesOf } from './container.js';
import type { Volume } from './container.js';
import type { TaskSettings } from './resolve.js';

export type TaskProps = Placed & {
  readonly settings: TaskSettings;
  readonly port?: number;
  /** ARN of the permission boundary of its roles. */
  readonly boundary?: string;
  readonly overrides?: Partial<EcsTaskDefinitionConfig>;
};

/** One container to run: its roles, network rules, log group and task definition. */
export class Task extends Construct {
  readonly family: string;
  readonly logGroup: CloudwatchLogGroup;
  readonly securityGroup: SecurityGroup;
  /** Pulls the image, writes the log, reads the secrets: used by ECS, not by the application. */
  readonly executionRole: IamRole;
  /** What the application may do. */
  readonly role: IamRole;
  readonly definition: EcsTaskDefinition;
  /** What must be there before a task starts. */
  readonly ready: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: TaskProps) {
    super(scope, id);
    const { environment, product, name, settings, port } = props;
    this.family = resourceName(environment, [product, name], 255);
    this.logGroup = new CloudwatchLogGroup(this, 'log', {
      name: `/${environment.name}/${product}/${name}`,
      retentionInDays: settings.logRetentionDays,
      kmsKeyId: environment.kmsKey,
    });
    this.securityGroup = new SecurityGroup(this, 'group', {
      // Data stores may have the same name, and their groups are in the same VPC.
      name: resourceName(environment, [product, name, 'task'], 255),
      description: `${name} of ${product}`,
      vpcId: environment.vpc,
    });
    for (const [to, { port: toPort, cidr }] of Object.entries({
      https: { port: 443, cidr: '0.0.0.0/0' },
      ...settings.egress,
    }))
      new VpcSecurityGroupEgressRule(this, `to-${to}`, {
        securityGroupId: this.securityGroup.id,
        cidrIpv4: cidr,
        ipProtocol: 'tcp',
        fromPort: toPort,
        toPort,
        description: `${name} to ${to}`,
      });
    this.executionRole = this.#role('execution', props);
    this.role = this.#role('task', props);
    const execution = new IamRolePolicy(this, 'execution-policy', {
      name: 'execution',
      role: this.executionRole.name,
      policy: policyDocument(executionStatements(settings, environment, this.logGroup.arn)),
    });
    const uses = new Uses(this, 'uses', {
      uses: settings.uses,
      role: this.role.name,
      securityGroup: this.securityGroup.id,
    });
    const shell =
      settings.shellAccess === 'refused'
        ? []
        : [
            new IamRolePolicy(this, 'shell', {
              name: 'shell',
              role: this.role.name,
              policy: policyDocument(shellStatements(environment)),
            }),
          ];
    this.definition = new EcsTaskDefinition(this, 'definition', {
      family: this.family,
      requiresCompatibilities: [settings.capacity.kind === 'ec2' ? 'EC2' : 'FARGATE'],
      networkMode: 'awsvpc',
      cpu: String(settings.size.cpu),
      memory: String(settings.size.memoryMiB),
      runtimePlatform: { operatingSystemFamily: 'LINUX', cpuArchitecture: settings.architecture },
      executionRoleArn: this.executionRole.arn,
      taskRoleArn: this.role.arn,
      containerDefinitions: containerDefinitions({
        name,
        settings,
        logGroup: this.logGroup.name,
        region: environment.region,
        ...(port !== undefined && { port }),
      }),
      volume: volumesOf(settings).map(volumeBlock),
      // The revision before stays usable, so that a deployment can roll back to it.
      skipDestroy: true,
      ...props.overrides,
    });
    this.ready = [execution, ...uses.policies, ...shell];
  }

  #role(kind: 'execution' | 'task', { environment, product, name, boundary }: TaskProps): IamRole {
    return new IamRole(this, `${kind}-role`, {
      name: resourceName(environment, [product, name, kind], 64),
      description: kind === 'task' ? `${name} of ${product}` : `Starts ${name} of ${product}`,
      assumeRolePolicy: trustPolicy(
        { services: ['ecs-tasks.amazonaws.com'] },
        {
          StringEquals: { 'aws:SourceAccount': environment.account },
          ArnLike: {
            'aws:SourceArn': `arn:${partitionOf(environment.region)}:ecs:${environment.region}:${environment.account}:*`,
          },
        },
      ),
      ...(boundary !== undefined && { permissionsBoundary: boundary }),
    });
  }
}

function volumeBlock({ name, mount }: Volume): EcsTaskDefinitionVolume {
  if (mount === undefined) return { name };
  return {
    name,
    efsVolumeConfiguration: {
      fileSystemId: mount.fileSystem,
      transitEncryption: 'ENABLED',
      authorizationConfig: { accessPointId: mount.accessPoint, iam: 'ENABLED' },
    },
  };
}

function executionStatements(
  { image, secrets }: TaskSettings,
  environment: EnvironmentRef,
  logGroup: string,
): readonly Statement[] {
  const refs = Object.values(secrets);
  const parameters = refs.flatMap((ref) => ('parameter' in ref ? [ref.parameter] : []));
  const managed = refs.flatMap((ref) => ('secret' in ref ? [ref.secret] : []));
  return [
    ...image.pull,
    allow(['logs:CreateLogStream', 'logs:PutLogEvents'], [`${logGroup}:*`]),
    ...(parameters.length === 0
      ? []
      : [allow(['ssm:GetParameters'], parameters), keyThrough(environment, 'ssm', ['kms:Decrypt'])]),
    ...(managed.length === 0
      ? []
      : [
          allow(['secretsmanager:GetSecretValue'], managed),
          keyThrough(environment, 'secretsmanager', ['kms:Decrypt']),
        ]),
  ];
}
