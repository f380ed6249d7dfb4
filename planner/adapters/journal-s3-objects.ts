import type { Trouble } from '../cutover/ports.js';
import { Fault } from '../model/fault.js';
import { asked, type AwsPlace, readingClient } from './aws/client.js';

/** An object and the tag of its version. */
export interface Stored {
  readonly bytes: Uint8Array;
  readonly etag: string;
}

/** `absent`: only where there is no such object. A tag: only where it is still that version. */
export type Condition = { readonly kind: 'absent' } | { readonly kind: 'version'; readonly etag: string };

/** A bucket's objects below a prefix, as far as journals need them. Every trouble is a `Fault`. */
export interface Objects {
  /** `s3://bucket/prefix/key`. */
  address(key: string): string;
  get(key: string): Promise<Stored | undefined>;
  /** @returns the tag of the new version; undefined where the condition does not hold */
  put(key: string, bytes: Uint8Array, condition: Condition): Promise<string | undefined>;
  /** Keys below `folder` in order, after `after`. */
  list(folder: string, after?: string): Promise<readonly string[]>;
}

/** Tries of a conditional write that met another one at the same instant (HTTP 409). */
const conflictTries = 5;

export async function s3Objects(bucket: string, prefix: string, place: AwsPlace): Promise<Objects> {
  const { GetObjectCommand, paginateListObjectsV2, PutObjectCommand, S3Client } = await import('@aws-sdk/client-s3');
  const client = new S3Client(readingClient(place));
  const keyOf = (key: string): string => (prefix === '' ? key : `${prefix}/${key}`);
  const address = (key: string): string => `s3://${bucket}/${keyOf(key)}`;

  return {
    address,
    async get(key) {
      const answer = await asked(async (): Promise<Stored | 'none'> => {
        try {
          const { Body, ETag = '' } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: keyOf(key) }));
          return { bytes: (await Body?.transformToByteArray()) ?? new Uint8Array(), etag: ETag };
        } catch (error) {
          if (codeOf(error) === 'NoSuchKey') return 'none';
          throw error;
        }
      });
      if (answer.kind !== 'ok') throw faultOf(address(key), answer);
      return answer.value === 'none' ? undefined : answer.value;
    },
    async put(key, bytes, condition) {
      for (let tried = 1; ; tried += 1) {
        const answer = await asked(async (): Promise<{ readonly etag: string } | 'refused' | 'conflict'> => {
          try {
            const { ETag = '' } = await client.send(
              new PutObjectCommand({
                Bucket: bucket,
                Key: keyOf(key),
                Body: bytes,
                ContentType: 'application/json',
                ...(condition.kind === 'absent' ? { IfNoneMatch: '*' } : { IfMatch: condition.etag }),
              }),
            );
            return { etag: ETag };
          } catch (error) {
            const code = codeOf(error);
            // A version that is gone is a condition that does not hold.
            if (code === 'PreconditionFailed' || code === 'NoSuchKey') return 'refused';
            if (code === 'ConditionalRequestConflict') return 'conflict';
            throw error;
          }
        });
        if (answer.kind !== 'ok') throw faultOf(address(key), answer);
        if (answer.value === 'conflict' && tried < conflictTries) continue;
        return typeof answer.value === 'string' ? undefined : answer.value.etag;
      }
    },
    async list(folder, after) {
      const answer = await asked(async () => {
        const keys: string[] = [];
        const pages = paginateListObjectsV2(
          { client },
          {
            Bucket: bucket,
            Prefix: keyOf(`${folder}/`),
            ...(after !== undefined && { StartAfter: keyOf(after) }),
          },
        );
        for await (const { Contents = [] } of pages)
          keys.push(...Contents.flatMap(({ Key }) => (Key === undefined ? [] : [Key.slice(keyOf('').length)])));
        return keys;
      });
      if (answer.kind !== 'ok') throw faultOf(address(folder), answer);
      return answer.value;
    },
  };
}

/** The name of an error of the SDK: the code that the service gave. */
const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'name' in error && typeof error.name === 'string' ? error.name : '';

function faultOf(address: string, { kind, message }: Trouble): Fault {
  switch (kind) {
    case 'credentials':
      return new Fault(
        'denied',
        `${address}: ${message}`,
        'Sign in again (aws sso login) and run the command again; nothing is lost.',
      );
    case 'denied':
      return new Fault(
        'denied',
        `${address}: ${message}`,
        'It needs s3:GetObject, s3:PutObject and s3:ListBucket there, and its KMS key.',
      );
    case 'invalid':
      return new Fault(
        'data',
        `${address}: ${message}`,
        'Check state: in estate.yaml; deploy the stack bootstrap if the bucket is not there.',
      );
    default:
      return new Fault('unreachable', `${address}: ${message}`, 'Run the command again; nothing is lost.');
  }
}
