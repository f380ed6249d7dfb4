export interface ProductOf {
  readonly product: string;
  readonly dnsName?: string;
  readonly services?: Readonly<Record<string, { readonly cluster: string; readonly service: string }>>;
  readonly jobs?: Readonly<Record<string, { readonly schedule: string }>>;
  readonly fleets?: Readonly<Record<string, { readonly group: string; readonly launchTemplate: string }>>;
  readonly killSwitch?: { readonly healthCheck: string; readonly object: string };
}

/** `outputs/PRODUCT-prod.json`. */
export const productFile = ({
  product,
  dnsName = `${product}-1.elb.us-east-1.amazonaws.com`,
  services = {},
  jobs = {},
  fleets = {},
  killSwitch,
}: ProductOf): string =>
  JSON.stringify({
    [`${product}-prod`]: {
      contract: {
        schema: 'product/v1',
        product,
        environment: 'prod',
        account: '111122223333',
        region: 'us-east-1',
        ingress: {
          kind: 'static',
          nlb: {
            arn: `arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/net/${product}/1`,
            dnsName,
            zoneId: 'Z26RNL4JYFTOTI',
          },
          targetGroups: {},
        },
        ...(killSwitch !== undefined && { killSwitch }),
        services,
        jobs,
        fleets,
        alarms: [],
        names: [],
        records: [],
        stateful: [],
      },
    },
  });
