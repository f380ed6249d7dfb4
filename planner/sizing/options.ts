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
