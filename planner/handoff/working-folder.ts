/** A file of a new working folder. */
export interface NewFile {
  /** Relative to the folder, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** A working folder to be. */
export interface WorkingFolder {
  /** Prefix and tag of everything; a company name of the estate file. */
  readonly company: string;
  /** What package.json asks for: a version, or `file:` and a path from a clone. */
  readonly dependency: string;
}

/** The versions that the stacks are tested with: node-pty of this cdktf-cli has no binary for a newer Node. */
const tools = { 'cdktf-cli': '0.21.0', node: '22.23.3' } as const;

/** A name of the estate file made of a folder's name: `Acme Corp.` is `acme-corp`. */
export function companyOf(folder: string): string {
  const name = folder
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[^a-z]+|-+$/g, '')
    .slice(0, 20)
    .replace(/-+$/, '');
  return name.length > 1 ? name : 'company';
}

const json = (value: object) => `${JSON.stringify(value, undefined, 2)}\n`;

/** Sections are empty rather than `{}`: below `{}` no line can be added, neither by people nor by `--emit estate`. */
const estate = ({ company }: WorkingFolder) => `\
# yaml-language-server: $schema=./node_modules/dc-exit/schema/estate-v1.json
# What this company knows and no inventory holds. Every key: node_modules/dc-exit/docs/estate.md
schema: estate/v1
company: ${company} # prefix and tag of everything
region: us-east-1
state: local # or s3://BUCKET/PREFIX: what a team needs

environments:
  prod:
    class: production # production, staging, development or ephemeral: decides every default
    account: "000000000000" # not known yet: lists and synthesizes, never deploys
    cidr: 10.20.0.0/16
    azs: [us-east-1a, us-east-1b]
    nat: perAz # none, single or perAz
    access: # group: admin, deploy or read
    alarms: [] # addresses that alarms are mailed to
    mail: [] # domains that mail is sent from

groups: # group: [ARNs of IAM roles and users]
zones: # DNS zones by name
products: # plan-migration INVENTORY --emit estate writes a first version
partners: # who allows our addresses

allowDestroy: [] # STACK/THING, as a refused plan names it
`;

/** The files of a new working folder: an empty estate, and what `npm i && npx cdktf list` needs. */
export function workingFolderFiles(folder: WorkingFolder): readonly NewFile[] {
  return [
    { path: 'estate.yaml', text: estate(folder) },
    {
      path: 'cdktf.json',
      text: json({
        language: 'typescript',
        app: 'node node_modules/dc-exit/bin/stacks.js',
        projectId: folder.company,
        sendCrashReports: 'false',
        terraformProviders: [],
        terraformModules: [],
        context: {},
      }),
    },
    {
      path: 'package.json',
      text: json({
        name: `${folder.company}-estate`,
        private: true,
        type: 'module',
        dependencies: { 'dc-exit': folder.dependency, ...tools },
        // npm 12 runs no other package's install script; this one puts the pinned Node.js in its place.
        allowScripts: { node: true },
      }),
    },
    { path: '.gitignore', text: 'node_modules/\ncdktf.out/\ntf/\n.cutover/*.lease-*\n.cutover/*.torn\n' },
    // cdktf crashes after a deployment where this folder is missing.
    { path: 'outputs/.gitkeep', text: '' },
  ];
}
