import { describe, expect, it } from '@jest/globals';
import { Repositories, Repository } from '../../../modules/service/index.js';
import { anEnvironment, synth } from '../../support/synth.js';
import { touched } from '../../support/untouched.js';

const some = (images: readonly string[], kind: 'production' | 'ephemeral' = 'production') =>
  synth((scope) => {
    new Repositories(scope, 'images', { environment: anEnvironment({ class: kind }), images });
  });

describe('a repository', () => {
  const template = some(['storefront/web']);

  it('has the defaults of the table', () => {
    expect(template.one('aws_ecr_repository')).toMatchObject({
      name: 'prod/storefront/web',
      image_tag_mutability: 'IMMUTABLE',
      image_scanning_configuration: { scan_on_push: true },
      encryption_configuration: [{ encryption_type: 'KMS', kms_key: anEnvironment().kmsKey }],
      force_delete: false,
      lifecycle: { prevent_destroy: true },
    });
    const { policy } = template.one('aws_ecr_lifecycle_policy');
    expect(JSON.parse(String(policy)).rules).toEqual([
      expect.objectContaining({ selection: expect.objectContaining({ tagStatus: 'untagged', countNumber: 7 }) }),
      expect.objectContaining({
        selection: expect.objectContaining({ countType: 'imageCountMoreThan', countNumber: 50 }),
      }),
    ]);
  });

  it('goes with an ephemeral environment, images and all', () => {
    expect(some(['storefront/web'], 'ephemeral').one('aws_ecr_repository')).toMatchObject({
      force_delete: true,
      lifecycle: { prevent_destroy: false },
    });
  });

  it('is one for each image, however many services run it', () => {
    expect(some(['storefront/web', 'storefront/web']).count('aws_ecr_repository')).toBe(1);
  });

  it('is not changed by another', () => {
    expect(touched(template, some(['storefront/api', 'storefront/web']))).toEqual([]);
  });

  it.each(['Storefront/web', 'storefront//web', 'storefront/web:1', ''])('is refused with the name %j', (image) => {
    expect(() =>
      synth((scope) => {
        new Repository(scope, 'image', { environment: anEnvironment(), image });
      }),
    ).toThrow('write lower-case letters, digits, dashes: storefront/web');
  });

  it('is not found where there is none', () => {
    expect(() =>
      synth((scope) => {
        new Repositories(scope, 'images', { environment: anEnvironment(), images: ['a'] }).get('b');
      }),
    ).toThrow('there is no repository for b; there are a');
  });
});
