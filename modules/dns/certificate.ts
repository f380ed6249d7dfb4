import type { AcmCertificateConfig } from '#aws/acm-certificate';
import { AcmCertificate } from '#aws/acm-certificate';
import { AcmCertificateValidation } from '#aws/acm-certificate-validation';
import { Route53Record } from '#aws/route53-record';
import { Construct } from 'constructs';
import { checkName, resolvedAt } from '../core/index.js';
import { checkDnsName, zoneOf } from './names.js';

/** What a certificate is made from. */
export interface CertificatePlan {
  /** Public names, wildcards too. The first of at most 64 characters becomes its common name; changing them makes a new certificate. */
  readonly names: readonly string[];
  /** Route 53 zone to its id: names in one of these are validated here, for others people enter the records. */
  readonly zones: Readonly<Record<string, string>>;
}

export interface CertificateProps extends CertificatePlan {
  /** Merged last. */
  readonly overrides?: Partial<AcmCertificateConfig>;
}

/** A record that proves to ACM that a name is ours. Name and value are tokens until the certificate is asked for. */
export interface ValidationRecord {
  readonly name: string;
  readonly type: 'CNAME';
  readonly value: string;
}

/** A name's proof: the wildcard of a name has the same as the name itself. */
interface Proof {
  /** The name as it is in the certificate. */
  readonly name: string;
  /** The same without the wildcard: unique. */
  readonly base: string;
  /** Id of the Route 53 zone that it lies in. */
  readonly zone?: string;
}

/** A certificate's names, the common name first, and what proves them. */
export interface ResolvedCertificate {
  readonly commonName: string;
  readonly otherNames: readonly string[];
  readonly proofs: readonly Proof[];
}

/** @throws where there is no name, one is none or is there twice, or none fits as the common name */
export function resolveCertificate({ names, zones }: CertificatePlan): ResolvedCertificate {
  for (const name of names) checkDnsName(name, 'names');
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw new Error(`names: ${twice} is there twice`);
  const commonName = names.find((name) => name.length <= 64);
  if (commonName === undefined)
    throw new Error(
      names.length === 0
        ? 'names: there is none; a certificate is for at least one'
        : `names: all are longer than 64 characters; ACM needs one that is not, e.g. *.${names[0]?.split('.').slice(-2).join('.')}`,
    );
  const proofs = new Map<string, Proof>();
  for (const name of names) {
    const base = name.replace(/^\*\./, '');
    const zone = zones[zoneOf(base, Object.keys(zones)) ?? ''];
    if (!proofs.has(base)) proofs.set(base, { name, base, ...(zone !== undefined && { zone }) });
  }
  return {
    commonName,
    otherNames: names.filter((name) => name !== commonName),
    proofs: [...proofs.values()],
  };
}

/**
 * A certificate of ACM. It is asked for here and not waited for, so that a name that people must prove first holds up nothing else; whoever
 * needs it issued waits with `IssuedCertificate`.
 */
export class Certificate extends Construct {
  readonly certificate: AcmCertificate;
  readonly names: readonly string[];
  /** What proves the names, for every name. */
  readonly validation: readonly ValidationRecord[];
  /** The part of `validation` that people enter, as their zone is not in Route 53. */
  readonly toEnter: readonly (ValidationRecord & { readonly why: string })[];

  constructor(scope: Construct, id: string, props: CertificateProps) {
    super(scope, id);
    const { commonName, otherNames, proofs } = resolvedAt(this, () => resolveCertificate(props));
    this.names = props.names;
    this.certificate = new AcmCertificate(this, 'certificate', {
      domainName: commonName,
      ...(otherNames.length > 0 && { subjectAlternativeNames: [...otherNames] }),
      validationMethod: 'DNS',
      keyAlgorithm: 'RSA_2048',
      // A listener always has one: the new certificate is there before the old one goes.
      lifecycle: { createBeforeDestroy: true },
      ...props.overrides,
    });
    const records = proofs.map((proof) => ({ proof, record: this.recordOf(proof.name) }));
    for (const { proof, record } of records)
      if (proof.zone !== undefined)
        new Route53Record(this, `proof-${proof.base}`, {
          zoneId: proof.zone,
          name: record.name,
          type: record.type,
          records: [record.value],
          ttl: 300,
          // ACM gives a name the same record for ever: one that an earlier certificate left is the right one.
          allowOverwrite: true,
        });
    this.validation = records.map(({ record }) => record);
    this.toEnter = records
      .filter(({ proof }) => proof.zone === undefined)
      .map(({ proof, record: { name, type, value } }) => ({
        name,
        type,
        value,
        why: `proves to ACM that ${proof.base} is ours; keep it for renewals`,
      }));
  }

  get arn(): string {
    return this.certificate.arn;
  }

  private recordOf(name: string): ValidationRecord {
    const options = `${this.certificate.fqn}.domain_validation_options`;
    const of = (attribute: string) => `\${one([for o in ${options} : o.${attribute} if o.domain_name == "${name}"])}`;
    return { name: of('resource_record_name'), type: 'CNAME', value: of('resource_record_value') };
  }
}

export interface IssuedCertificateProps {
  readonly product: string;
  readonly arn: string;
}

/**
 * Waits until a certificate is issued, two minutes at most: AWS refuses a listener whose certificate is pending. Terraform prints the address of
 * what failed and no text of ours, so the address says what to do.
 */
export class IssuedCertificate extends Construct {
  readonly validation: AcmCertificateValidation;
  /** The same ARN, known only when it is issued. */
  readonly arn: string;

  constructor(scope: Construct, id: string, { product, arn }: IssuedCertificateProps) {
    super(scope, id);
    resolvedAt(this, () => {
      checkName(product, 'product');
    });
    this.validation = new AcmCertificateValidation(this, 'issued', {
      certificateArn: arn,
      timeouts: { create: '2m' },
    });
    this.validation.overrideLogicalId(`enter_the_validation_records_of_certificates_${product}_first`);
    this.arn = this.validation.certificateArn;
  }
}
