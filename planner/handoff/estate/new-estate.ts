import { unknownAccount } from '../../../estate/index.js';
import type { EnvironmentDraft } from './environments.js';
import type { EstateDraft } from './estate-draft.js';
import {
  environmentExamples,
  planExamples,
  productExamples,
  sectionsAfterProducts,
  sectionsBeforeProducts,
} from './examples.js';
import { oneLine } from './names.js';
import type { Part } from './part.js';
import type { ProductDraft } from './product-draft.js';
import { commentLines, entryLines } from './yaml-lines.js';

/** The head of a new file. */
export interface EstateHead {
  readonly company: string;
  /** Nobody told the company's name; `company` stands for it. */
  readonly companyUnknown: boolean;
  readonly region: string;
  /** `--start`, where it was given. */
  readonly start: string | undefined;
  /** Files that the inventory was read from. */
  readonly inputs: readonly string[];
}

/** Marks a value that people have to replace: it stands for something that no inventory holds. */
export const fillIn = 'FILL IN';

/** A new estate file: what the plan knows, and everything else as commented examples. */
export function newEstateText(
  { environments, products, leave }: EstateDraft,
  head: EstateHead,
  networks: ReadonlyMap<string, string>,
): string {
  const lines = [
    '# yaml-language-server: $schema=node_modules/dc-exit/schema/estate-v1.json',
    `# Made by plan-migration from ${oneLine(head.inputs.join(', '), 100)}. It is yours now: \`--emit estate\` only ever adds to it.`,
    `# "${fillIn}" marks a value that stands for something no inventory holds. Commented keys are examples, with names reserved for documentation.`,
    'schema: estate/v1',
    ...entryLines('company', head.company, 0).map((line) =>
      head.companyUnknown ? `${line} # ${fillIn}: prefix and tag of everything, like utah-outfitters` : line,
    ),
    ...entryLines('region', head.region, 0),
    '# state: s3://BUCKET/PREFIX # Terraform state and journals for a team; without it they stay in this folder',
    '',
    'environments:',
    ...environments.flatMap((environment) => environmentLines(environment, networks)),
    '',
    ...sectionsBeforeProducts.flatMap((section) => examples(section, 0).concat('')),
    products.length === 0 ? 'products: {}' : 'products:',
    ...examples(productExamples, 2),
    ...products.flatMap((product) => ['', ...productLines(product)]),
    '',
    ...sectionsAfterProducts(products[0]?.name ?? 'shop').flatMap((section) => examples(section, 0).concat('')),
    'plan:',
    ...(head.start === undefined ? [] : entryLines('start', head.start, 2)),
    ...examples(
      planExamples.filter((line) => head.start === undefined || !line.startsWith('start:')),
      2,
    ),
    ...(leave.length === 0
      ? []
      : [
          '  # Servers that do not move. Nothing is switched off because it stands here: confirm each.',
          '  leave:',
          ...leave.flatMap(({ server, as, why }) => entryLines(server, why === '' ? as : { as, why }, 4)),
        ]),
  ];
  return `${lines.join('\n')}\n`;
}

const examples = (lines: readonly string[], indent: number): readonly string[] =>
  commentLines(lines.join('\n'), indent);

function environmentLines(
  { name, class: kind, azs }: EnvironmentDraft,
  networks: ReadonlyMap<string, string>,
): readonly string[] {
  return [
    `  ${name}:`,
    ...entryLines('class', kind, 4),
    `    account: "${unknownAccount}" # ${fillIn}: not known yet; lists and synthesizes, never deploys`,
    `    cidr: ${networks.get(name) ?? ''} # holds no address of the inventory; the networks of the datacenter are not known`,
    ...entryLines('azs', azs, 4).map((line) => `${line} # check which ones the account has`),
    ...examples(environmentExamples, 4),
  ];
}

export function productLines(product: ProductDraft): readonly string[] {
  const { name, why, owner, environments, replaces, wave, parts, remarks, overrides } = product;
  return [
    ...commentLines(why, 2),
    `  ${name}:`,
    ...(owner === undefined ? [] : entryLines('owner', owner, 4)),
    ...entryLines(
      'environments',
      environments.map((environment) => environment.name),
      4,
    ),
    ...entryLines('replaces', replaces, 4),
    ...(wave === undefined ? [] : entryLines('wave', wave, 4)),
    ...remarks.flatMap(({ server, text, example }) =>
      commentLines([`${server} ${text}`, ...(example === undefined ? [] : [example])].join('\n'), 4),
    ),
    ...sectionLines('fleets', parts),
    ...sectionLines('data', parts),
    ...(overrides === undefined ? [] : entryLines('overrides', overrides, 4)),
  ];
}

function sectionLines(section: Part['section'], parts: readonly Part[]): readonly string[] {
  const own = parts.filter((part) => part.section === section);
  if (own.length === 0) return [];
  return [
    `    ${section}:`,
    ...own.flatMap((part) => [...commentLines(partComment(part), 6), ...entryLines(part.name, part.body, 6)]),
  ];
}

/** What stands above a fleet or a data store: what it is today, and what in it only stands for something. */
export const partComment = ({ note, blanks }: Part): string =>
  [note, ...blanks.map((blank) => `${fillIn} ${blank}`)].join('\n');
