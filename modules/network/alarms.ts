import type { AlarmRule } from '../monitoring/alarms.js';

/** What rings for a NAT gateway. */
export function natGatewayAlarms(gateway: string): Readonly<Record<string, AlarmRule>> {
  const metric = (name: string) => ({
    namespace: 'AWS/NATGateway',
    name,
    dimensions: { NatGatewayId: gateway },
    statistic: 'Sum',
  });
  return {
    ports: {
      metric: metric('ErrorPortAllocation'),
      comparison: '>',
      threshold: 0,
      missing: 'notBreaching',
      description:
        'Connections out are refused: too many at once to one destination. Reuse connections, or add NAT addresses.',
    },
    drops: {
      metric: metric('PacketsDropCount'),
      comparison: '>',
      threshold: 100,
      missing: 'notBreaching',
      description:
        'The NAT gateway drops packets. If it lasts, AWS has a fault in this zone: look at the health dashboard.',
    },
  };
}

/** What rings for the VPN to the datacenter. A metric without a tunnel's address speaks of both: its maximum is the better, its minimum the worse. */
export function vpnAlarms(connection: string): Readonly<Record<string, AlarmRule>> {
  const metric = (statistic: string) => ({
    namespace: 'AWS/VPN',
    name: 'TunnelState',
    dimensions: { VpnId: connection },
    statistic,
  });
  return {
    down: {
      metric: metric('Maximum'),
      comparison: '<',
      threshold: 1,
      missing: 'breaching',
      description: 'Both tunnels to the datacenter are down: nothing reaches legacy. Look at the VPN gateway there.',
    },
    redundancy: {
      metric: metric('Minimum'),
      comparison: '<',
      threshold: 1,
      periodSeconds: 300,
      datapoints: { breaching: 12, of: 12 },
      missing: 'notBreaching',
      description: 'One of the two tunnels has been down for an hour: maintenance by AWS would cut the datacenter off.',
    },
  };
}
