import type { Readable, Writable } from 'node:stream';
import type { Look } from '../view/look.js';

/** A stream of the process, and whether a person sits at it. */
export interface OutputStream extends Writable {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** What a command gets from the world: streams and environment, so that tests can give their own. */
export interface World {
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Flags that every command takes. */
export interface GlobalFlags {
  readonly estate?: string;
  readonly json?: boolean;
  readonly events?: boolean;
  readonly format?: Format;
  readonly output?: string;
  readonly quiet?: boolean;
  /** false by --no-tui */
  readonly tui: boolean;
  /** false by --no-input */
  readonly input: boolean;
  /** false by --no-color */
  readonly color: boolean;
  readonly ascii?: boolean;
  readonly width?: number;
  readonly screenReader?: boolean;
  readonly profile?: string;
  readonly detailedExitcode?: boolean;
}

export const formats = ['text', 'json', 'md', 'csv', 'html', 'xlsx'] as const;
export type Format = (typeof formats)[number];

/** A command's work: returns the exit code; throws a `Fault` for what the user can repair. */
export type Run<Flags> = (args: readonly string[], flags: Flags & GlobalFlags, world: World) => Promise<number>;

/** Colours and boxes only for people: a terminal that is not dumb, and nobody said no. */
export function wantsColour(stream: OutputStream, flags: GlobalFlags, env: World['env']): boolean {
  return flags.color && stream.isTTY === true && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb';
}

/** Full-screen views need a person on both ends. */
export function wantsScreens(flags: GlobalFlags, world: World): boolean {
  const { env, stdout } = world;
  return (
    flags.tui &&
    flags.input &&
    flags.json !== true &&
    flags.events !== true &&
    flags.format === undefined &&
    flags.output === undefined &&
    stdout.isTTY === true &&
    world.stdin.isTTY === true &&
    (env['CI'] ?? '') === '' &&
    env['TERM'] !== 'dumb'
  );
}

/** Columns to write for: `--width`, else the terminal's, else 100 (what reads well in a file or a CI log). */
export function widthOf(flags: GlobalFlags, world: World): number {
  return flags.width ?? world.stdout.columns ?? 100;
}

/** How text is to be shown: colours only where it goes to a terminal, never in a file. */
export const lookOf = (flags: GlobalFlags, world: World): Look => ({
  width: widthOf(flags, world),
  ascii: flags.ascii === true,
  colour: flags.output === undefined && wantsColour(world.stdout, flags, world.env),
});
