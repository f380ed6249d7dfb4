import { parseDay } from '../model/day.js';

/** Last day of Microsoft's extended support, by the year in the product's name. Source: Microsoft Lifecycle pages. */
const ends: Readonly<Record<'windows' | 'sqlserver', Readonly<Record<string, string>>>> = {
  windows: {
    '2008': '2020-01-14',
    '2012': '2023-10-10',
    '2016': '2027-01-12',
    '2019': '2029-01-09',
    '2022': '2031-10-14',
  },
  sqlserver: {
    '2008': '2019-07-09',
    '2012': '2022-07-12',
    '2014': '2024-07-09',
    '2016': '2026-07-14',
    '2017': '2027-10-12',
    '2019': '2030-01-08',
    '2022': '2033-01-11',
  },
};

/** Price of Extended Security Updates as percent of the licence, in the first, second and third year after the end of support (Azure Migrate). */
const percents = [75, 100, 125] as const;

/**
 * What Extended Security Updates cost in the year from `asOf`, in percent of the licence; 0 while the product is supported,
 * where its year is not known, and after the three years in which updates are sold.
 * @param name as the inventory writes it: `Windows Server 2012 R2`
 */
export function securityUpdatesPct(product: 'windows' | 'sqlserver', name: string, asOf: string): number {
  const end = parseDay(ends[product][/\b(20\d\d)\b/.exec(name)?.[1] ?? ''] ?? '');
  const day = parseDay(asOf);
  if (end === undefined || day === undefined || day <= end) return 0;
  return percents[Math.floor((day - end - 1) / 365.25)] ?? 0;
}
