import { describe, expect, it } from '@jest/globals';
import { resolveSizingOptions } from '../../../planner/sizing/options.js';
import { sizeServers } from '../../../planner/sizing/size-servers.js';
import { aBook } from '../../support/book.js';
import { aServer } from '../../support/plan.js';

const inputs = { book: aBook(), options: resolveSizingOptions() };

describe('a server that was not measured', () => {
  it('gets the cheapest type with its vCPU and memory, and a gp3 volume for each disk', () => {
    const server = aServer({
      vcpus: 4,
      memoryGiB: 16,
      disks: [
        { label: 'sda', sizeGiB: 80 },
        { label: 'sdb', sizeGiB: 100.2 },
      ],
    });
    const { recommendations } = sizeServers([server], inputs);
    expect(recommendations[0]?.chosen).toEqual({
      target: {
        kind: 'ec2',
        instanceType: 'm6a.xlarge',
        os: 'linux',
        sqlServer: undefined,
        volumes: [
          { label: 'sda', type: 'gp3', sizeGiB: 80, iops: undefined, throughputMiBps: undefined },
          { label: 'sdb', type: 'gp3', sizeGiB: 101, iops: undefined, throughputMiBps: undefined },
        ],
      },
      monthlyCents: 12614 + 640 + 808,
      unpriced: 0,
    });
    expect(recommendations[0]?.reason).toBe(
      '4 vCPU as allocated (CPU not measured); memory kept 16 GiB (not measured) -> m6a.xlarge, the cheapest that fits',
    );
  });
});
