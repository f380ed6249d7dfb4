import { useApp } from 'ink';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { Fault } from '../../model/fault.js';
import type { RunSnapshot } from '../../view/cutover/run-snapshot.js';
import type { RunHost } from './host.js';
import type { RunUi } from './prompt.js';

/** The snapshot of now; drawn again whenever the run has something new. */
export const useSnapshot = (host: RunHost): RunSnapshot =>
  useSyncExternalStore(
    (listener) => host.subscribe(listener),
    () => host.current(),
  );

/**
 * Makes wishes come true, and leaves: the first time when the run has stopped where it is safe, the second time at once. Also leaves when the
 * run is over by itself.
 */
export function useRun(host: RunHost, ui: RunUi, tell: (notice: string) => void): void {
  const { exit } = useApp();
  const { wish, leave } = ui;
  const asked = useRef<RunUi['wish']>(undefined);
  useEffect(() => {
    if (wish === undefined || asked.current === wish) return;
    asked.current = wish;
    host.ask(wish).then(tell, (error: unknown) => tell(reasonOf(error)));
  }, [host, wish, tell]);
  const leaving = useRef(false);
  useEffect(() => {
    if (leave === undefined) return;
    if (leaving.current) exit(leave.how);
    leaving.current = true;
    host.leave(leave.how);
  }, [host, leave, exit]);
  useEffect(() => {
    let here = true;
    const end = async (): Promise<void> => {
      await host.over;
      if (here) exit('over');
    };
    void end();
    return () => {
      here = false;
    };
  }, [host, exit]);
}

function reasonOf(error: unknown): string {
  if (error instanceof Fault) return `not done: ${error.message}. ${error.remedy}`;
  return `not done: ${error instanceof Error ? error.message : String(error)}`;
}
