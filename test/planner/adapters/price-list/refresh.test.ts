import { describe, expect, it } from '@jest/globals';
import { loadBook } from '../../../../planner/adapters/price-book.js';
import { openPriceList } from '../../../../planner/adapters/price-list/client.js';
import { refreshPrices, type RefreshProgress } from '../../../../planner/adapters/price-list/refresh.js';
import { anInstance, startPriceList } from './price-list-server.js';
import { linuxOf, m5, refresh } from './refreshed.js';

describe('a refresh', () => {
  it('asks GetProducts, signed, with exact filters, and reads decimal strings', async () => {
    const refreshed = await refresh([m5], ['ec2']);
    expect(refreshed.server.asked[0]).toEqual({
      service: 'AmazonEC2',
      filters: {
        regionCode: 'us-east-1',
        operatingSystem: 'Linux',
        tenancy: 'Shared',
        preInstalledSw: 'NA',
        capacitystatus: 'Used',
      },
      token: undefined,
      target: 'AWSPriceListService.GetProducts',
      signed: true,
    });
    expect(linuxOf(refreshed, 'm5.large')).toBe('0.096');
    expect(refreshed.file.sources).toEqual([
      ['AWS Price List AmazonEC2, published 2026-11-19', '2026-11-19', 'observed'],
    ]);
    expect(refreshed).toMatchObject({ figures: 1, problems: [] });
  });

  it('reads every page', async () => {
    const products = Array.from({ length: 7 }, (_, at) => anInstance(`m5.${at}xlarge`, `0.${at + 1}`));
    const refreshed = await refresh(products, ['ec2'], { pageSize: 3 });
    expect(Object.keys(refreshed.file.ec2['linux'] ?? {})).toHaveLength(7);
    expect(refreshed.server.asked.slice(0, 3).map(({ token }) => token)).toEqual([undefined, '3', '6']);
  });

  it('tells how far it is', async () => {
    const seen: RefreshProgress[] = [];
    await refresh([m5], ['ec2'], { onProgress: (progress) => seen.push(progress) });
    expect(seen.map(({ done, of, label, products }) => `${done}/${of} ${label} ${products}`)).toEqual([
      '0/4 EC2 Linux 0',
      '1/4 EC2 Windows 1',
      '2/4 EC2 RHEL 1',
      '3/4 EC2 SUSE 1',
      '4/4 done 1',
    ]);
  });

  it('is over the built-in book, figure by figure, and keeps the rest', async () => {
    const { file } = await refresh([anInstance('m5.large', '0.0900000000')], ['ec2']);
    const book = loadBook('us-east-1', file);
    expect(book.ec2('m5.large', 'linux')).toMatchObject({ usd: '0.09', asOf: '2026-11-19' });
    // The licence part of a formula follows the fresh Linux price.
    expect(book.ec2('m5.large', 'windows')?.usd).toBe('0.182');
    expect(book.ec2('m5.xlarge', 'linux')).toEqual(loadBook('us-east-1').ec2('m5.xlarge', 'linux'));
    expect(book.asOf).toBe('2026-11-19');
  });
});

describe('when the price list does not answer', () => {
  it('waits longer and longer while it is throttled, then goes on', async () => {
    const waited: number[] = [];
    const refreshed = await refresh([m5], ['ec2'], {
      waited,
      fail: (request) => (request <= 2 ? { status: 400, error: 'ThrottlingException' } : undefined),
    });
    expect(linuxOf(refreshed, 'm5.large')).toBe('0.096');
    expect(waited).toEqual([500, 1000]);
  });

  it.each([
    ['throttling that does not end', { status: 400, error: 'ThrottlingException' }, 'unreachable', 4],
    ['a server error', { status: 500, error: 'InternalErrorException' }, 'unreachable', 4],
    ['a missing permission', { status: 400, error: 'AccessDeniedException' }, 'denied', 1],
    ['an unknown key', { status: 403, error: 'UnrecognizedClientException' }, 'denied', 1],
    ['an expired session', { status: 400, error: 'ExpiredTokenException' }, 'denied', 1],
  ])('%s', async (_, answer, kind, requests) => {
    let seen = 0;
    await expect(
      refresh([m5], ['ec2'], {
        fail: (request) => {
          seen = request;
          return answer;
        },
      }),
    ).rejects.toMatchObject({ name: 'Fault', kind });
    expect(seen).toBe(requests);
  });

  it('nothing listens there', async () => {
    const server = await startPriceList([]);
    await server.close();
    const list = await openPriceList({
      config: { endpoint: server.endpoint, credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' } },
      attempts: 2,
      wait: async () => {},
    });
    await expect(refreshPrices(list, 'us-east-1', { groups: ['ec2'] })).rejects.toMatchObject({ kind: 'unreachable' });
  });

  it('nobody is signed in', async () => {
    const list = await openPriceList({
      config: {
        endpoint: 'http://127.0.0.1:9',
        credentials: () =>
          Promise.reject(Object.assign(new Error('no provider'), { name: 'CredentialsProviderError' })),
      },
      wait: async () => {},
    });
    await expect(refreshPrices(list, 'us-east-1', { groups: ['ec2'] })).rejects.toMatchObject({
      kind: 'denied',
      remedy: expect.stringContaining('pricing:GetProducts'),
    });
  });

  it('starts a query again when its page token expired', async () => {
    const products = Array.from({ length: 4 }, (_, at) => anInstance(`m5.${at}xlarge`, `0.${at + 1}`));
    const refreshed = await refresh(products, ['ec2'], {
      pageSize: 2,
      fail: (request) => (request === 2 ? { status: 400, error: 'ExpiredNextTokenException' } : undefined),
    });
    expect(Object.keys(refreshed.file.ec2['linux'] ?? {})).toHaveLength(4);
    expect(refreshed.problems).toEqual([]);
  });

  it('knows nothing of the region', async () => {
    await expect(refresh([m5], undefined, { region: 'mars-1' })).rejects.toMatchObject({
      kind: 'data',
      message: 'the AWS Price List has no usable price for region "mars-1"',
    });
  });
});
