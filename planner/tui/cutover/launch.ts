import type { RunHost } from './host.js';

export interface RunScreenOptions {
  readonly colour: boolean;
  readonly ascii: boolean;
  /** One fact a line, nothing redrawn, no alternate screen. */
  readonly screenReader: boolean;
}

/** How the screen was left. `over`: the run stopped by itself. */
export type Left = 'quit' | 'interrupt' | 'over';

/**
 * Shows a run until it is over or somebody leaves. Call it only where stdin and stdout are terminals. The terminal is restored whatever
 * happens; when it returns after the first `q` or Ctrl-C, the run has stopped where it is safe.
 */
export async function launchRun(host: RunHost, options: RunScreenOptions): Promise<Left> {
  // ink's colours come from the environment at import, and it does not know NO_COLOR.
  if (!options.colour) process.env['FORCE_COLOR'] = '0';
  process.stdin.setRawMode(true);
  try {
    const { showRun } = await import('./show.js');
    return await showRun(host, options);
  } finally {
    process.stdin.setRawMode(false);
  }
}
