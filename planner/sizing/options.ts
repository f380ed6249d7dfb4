import { Fault } from '../model/fault.js';

/** `--preset`: percentile and headroom together, after Compute Optimizer's four presets. */
export type Preset = 'savings' | 'balanced' | 'default' | 'performance';

export interface SizingOptions {
  readonly preset: Preset;
  /** Percentile of a time series that counts as demand, 50-100. */
  readonly percentile: number;
  /** Headroom on CPU in percent: needed = use / (1 - headroom). */
  readonly cpuHeadroomPct: number;
  readonly memoryHeadroomPct: number;
  /** Graviton (arm64) types may be chosen; otherwise they are only shown as a what-if. */
  readonly graviton: boolean;
  /** Bring Windows licences instead of renting them. */
  readonly windowsLicence: 'included' | 'byol';
  /** Normalise CPU by benchmark where the source CPU is known. */
  readonly normaliseCpu: boolean;
  /** Choose a managed service where a role is recognised; otherwise it is only offered beside EC2. */
  readonly managed: 'choose' | 'offer';
  /** `plan.pins` of the estate file: server name -> instance type and why. */
  readonly pins: Readonly<Record<string, { readonly type: string; readonly why: string }>>;
}

interface PresetRule {
  readonly percentile: number;
  readonly cpuHeadroomPct: number;
  readonly memoryHeadroomPct: number;
  /** Memory is never shrunk below this share of what is configured, in percent. */
  readonly memoryFloorPct: number;
}

/**
 * Compute Optimizer's presets (its documentation of rightsizing preferences), except `default`: P95 instead of P99.5, which is what
 * Azure Migrate defaults to; why is in docs/decisions. The floor of 50 % is that of open RVTools sizers.
 */
export const presets: Readonly<Record<Preset, PresetRule>> = {
  savings: { percentile: 90, cpuHeadroomPct: 0, memoryHeadroomPct: 10, memoryFloorPct: 25 },
  balanced: { percentile: 95, cpuHeadroomPct: 30, memoryHeadroomPct: 30, memoryFloorPct: 50 },
  default: { percentile: 95, cpuHeadroomPct: 20, memoryHeadroomPct: 20, memoryFloorPct: 50 },
  performance: { percentile: 99.5, cpuHeadroomPct: 30, memoryHeadroomPct: 30, memoryFloorPct: 50 },
};

/** What a user may leave out. `preset` fills percentile and headroom; figures given beside it win over it. */
export type SizingWishes = {
  readonly [Key in keyof SizingOptions]?: (Key extends 'preset' ? string : SizingOptions[Key]) | undefined;
};

const isPreset = (text: string): text is Preset => Object.hasOwn(presets, text);

function within(name: string, value: number, least: number, most: number): number {
  if (Number.isFinite(value) && value >= least && value <= most) return value;
  throw new Fault(
    'usage',
    `${name} ${value} is not between ${least} and ${most}`,
    `Write a percentage from ${least} to ${most}.`,
  );
}

/**
 * Options with every default filled in.
 * Headroom stops at 90 %, beyond which needed = use / (1 - headroom) says nothing about the machine any more.
 * @throws Fault `usage` for an unknown preset or a figure out of range
 */
export function resolveSizingOptions(wishes: SizingWishes = {}): SizingOptions {
  const preset = wishes.preset ?? 'default';
  if (!isPreset(preset)) {
    throw new Fault('usage', `"${preset}" is not a preset`, `Write one of: ${Object.keys(presets).join(', ')}.`);
  }
  const rule = presets[preset];
  return {
    preset,
    percentile: within('percentile', wishes.percentile ?? rule.percentile, 50, 100),
    cpuHeadroomPct: within('CPU headroom', wishes.cpuHeadroomPct ?? rule.cpuHeadroomPct, 0, 90),
    memoryHeadroomPct: within('memory headroom', wishes.memoryHeadroomPct ?? rule.memoryHeadroomPct, 0, 90),
    graviton: wishes.graviton ?? false,
    windowsLicence: wishes.windowsLicence ?? 'included',
    normaliseCpu: wishes.normaliseCpu ?? false,
    managed: wishes.managed ?? 'choose',
    pins: wishes.pins ?? {},
  };
}
