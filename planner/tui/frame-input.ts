import type { Plan } from '../plan/plan.js';
import type { Look } from '../view/look.js';
import type { Screen } from './screens.js';
import type { Tab } from './state.js';

/** What a frame is drawn from. */
export interface FrameInput {
  readonly plan: Plan;
  readonly screens: Readonly<Record<Tab, Screen>>;
  readonly look: Pick<Look, 'ascii' | 'colour'>;
}
