import { parseDay, formatDay } from '../../model/day.js';
import { windowHours, windowText, type Window } from '../../waves/schedule/window.js';

/**
 * What going back takes, until a rehearsal has measured it. Records: 15 minutes for one batch at a TTL of 60 s and resolvers that keep twice as
 * long. Servers: 15 minutes to start one again (pf9-mngt's figure for a cutover), ten at a time (kubev2v's team). Validation: half an hour.
 */
export const rollbackTimes = {
  recordsMinutes: 15,
  serverMinutes: 15,
  serversAtATime: 10,
  validationMinutes: 30,
} as const;

/** When it must be decided to go back, so that everything answers on legacy again before the window closes. */
export interface RollbackDeadline {
  readonly rollbackMinutes: number;
  readonly validationMinutes: number;
  /** Work inside the window: stop, last copy, start, checks. */
  readonly workMinutes: number;
  /** Undefined without a window: nobody knows when it closes. */
  readonly within: Within | undefined;
}

export interface Within {
  readonly windowMinutes: number;
  /** `thu 15:15-16:00 America/Denver (21:15-22:00 UTC)`: from the latest decision to the end of the window. */
  readonly wayBack: string;
  /** `15:15` on the clock of the window. */
  readonly decideBy: string;
  /** What is left between the work and the latest decision; negative = it does not fit. */
  readonly slackMinutes: number;
}

/**
 * Latest rollback decision = end of the window - duration of the rollback - validation (AWS cutover runbook guide).
 * @param date of the cutover, `2027-04-07`; without it the text has weekdays and no UTC hours
 */
export function rollbackDeadline(
  servers: number,
  workHours: number,
  window: Window | undefined,
  date: string | undefined,
): RollbackDeadline {
  const { recordsMinutes, serverMinutes, serversAtATime, validationMinutes } = rollbackTimes;
  const rollbackMinutes = recordsMinutes + Math.ceil(servers / serversAtATime) * serverMinutes;
  const workMinutes = Math.ceil(workHours * 60);
  const hours = window === undefined ? undefined : windowHours(window);
  const base = { rollbackMinutes, validationMinutes, workMinutes };
  if (window === undefined || hours === undefined) return { ...base, within: undefined };
  const windowMinutes = hours * 60;
  const untilDecision = windowMinutes - rollbackMinutes - validationMinutes;
  const { clock, days } = later(window.from, untilDecision);
  const day = date === undefined ? undefined : parseDay(date);
  return {
    ...base,
    within: {
      windowMinutes,
      decideBy: clock,
      wayBack: windowText({ ...window, from: clock }, day === undefined ? undefined : formatDay(day + days)),
      slackMinutes: untilDecision - workMinutes,
    },
  };
}

/** A clock time so many minutes later (or earlier), and on which day. */
function later(clock: string, minutes: number): { readonly clock: string; readonly days: number } {
  const [hour = '0', minute = '0'] = clock.split(':');
  const at = Number(hour) * 60 + Number(minute) + minutes;
  const days = Math.floor(at / 1440);
  const inDay = at - days * 1440;
  return {
    clock: `${String(Math.floor(inDay / 60)).padStart(2, '0')}:${String(inDay % 60).padStart(2, '0')}`,
    days,
  };
}

/** `45 min`, `1 h`, `1 h 15 min`. */
export function minutesText(minutes: number): string {
  const whole = Math.abs(minutes);
  const hours = Math.floor(whole / 60);
  const rest = whole % 60;
  const parts = [...(hours === 0 ? [] : [`${hours} h`]), ...(rest === 0 && hours > 0 ? [] : [`${rest} min`])];
  return `${minutes < 0 ? '-' : ''}${parts.join(' ')}`;
}
