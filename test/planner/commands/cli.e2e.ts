import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { folderOf, planMigration, scratchFolder } from '../../support/program.js';

const utah = 'examples/utah/inventory.csv';
const servers = 'Server name,vCPU,RAM (GB),Disk 1 (GB)\nweb01,2,8,50\n';

describe('the command line', () => {
  it.each([
    [['--help'], 0, 'Usage: plan-migration'],
    [['-h'], 0, 'Usage: plan-migration'],
    [['help', 'check'], 0, '--rejects'],
    [['check', '--help'], 0, 'the fate of every row'],
    [['prices', '--help'], 0, 'refresh'],
    [['--version'], 0, '0.1.0'],
  ] as const)('answers %j on stdout', async (args, code, text) => {
    const ran = await planMigration(args);
    expect(ran).toMatchObject({ code, stderr: '' });
    expect(ran.stdout).toContain(text);
  });

  it.each([
    [[], 64, 'Name an inventory file'],
    [['--nonsense', utah], 64, "unknown option '--nonsense'"],
    [[utah, '--preset', 'cheap'], 64, 'Allowed choices'],
    [[utah, '--percentile', '12'], 64, 'from 50 to 100'],
    [[utah, '--set', 'egress=1'], 64, 'Did you mean'],
    [[utah, '--region', 'mars-north-1'], 64, 'us-east-1'],
    [[utah, '--json', '--format', 'csv'], 64, 'two formats'],
    [[utah, '--format', 'xlsx'], 64, '-o plan.xlsx'],
    [['completion', 'tcsh'], 64, 'bash, zsh, fish'],
    [['no-such-file.csv'], 66, 'no such file: no-such-file.csv'],
    [['chek', utah], 66, 'did you mean the command "check"'],
    [[utah, '--estate', 'nowhere.yaml'], 66, 'nowhere.yaml'],
  ] as const)('refuses %j with %i and the remedy on stderr', async (args, code, text) => {
    const ran = await planMigration(args);
    expect(ran).toMatchObject({ code, stdout: '' });
    expect(ran.stderr).toContain(text);
    expect(ran.stderr).not.toContain('defect');
  });

  it('ends with 65 and says which file to add where there is no server', async () => {
    const folder = folderOf({ 'flows.csv': 'Source server name,Destination server name,Destination port\na,b,5432\n' });
    const ran = await planMigration([join(folder, 'flows.csv')]);
    expect(ran.code).toBe(65);
    expect(ran.stderr).toContain('no server was found');
    expect(ran.stderr).toContain('list of servers');
  });

  it('names each file without a row and each that it does not know, and counts what it does not list', async () => {
    const use = Array.from({ length: 9 }, (_, at) => `a${at},2\n`).join('');
    const folder = folderOf({
      'a.csv': 'Server name,vCPU,RAM (GB)\n',
      'b.csv': 'colour,taste\nred,sweet\n',
      'c.csv': `Server,CPU %\n${use}`,
    });
    const { stderr } = await planMigration([folder]);
    expect(stderr).toContain(`${join(folder, 'a.csv')} has a heading (plain) and no row\n`);
    expect(stderr).toContain(`${join(folder, 'b.csv')} is a table of no known kind`);
    expect(stderr).toContain(`${join(folder, 'c.csv')}:4 "a2" is in no server list`);
    expect(stderr).toContain('\n  and 6 more\n');
  });

  it('reads standard input as -', async () => {
    const ran = await planMigration(['-', '--json'], { stdin: servers });
    expect(ran.code).toBe(0);
    expect(JSON.parse(ran.stdout)).toMatchObject({ schema: 'plan/v1', servers: [{ name: 'web01' }] });
  });

  it('finds the estate beside the first file and says so, and never the example by default', async () => {
    const beside = await planMigration([utah]);
    expect(beside.stderr).toContain('using examples/utah/estate.yaml');
    expect(beside.stdout).toContain('utah-outfitters');
    const folder = folderOf({ 'servers.csv': servers });
    const none = await planMigration(['servers.csv'], { cwd: folder });
    expect(none).toMatchObject({ code: 0, stderr: '' });
    expect(none.stdout).not.toContain('utah');
  });

  it('reports every problem of a bad estate file with its line and ends with 65', async () => {
    const folder = folderOf({
      'servers.csv': servers,
      'estate.yaml': 'schema: estate/v1\ncompany: Bad Name\nregoin: us-east-1\n',
    });
    const ran = await planMigration(['servers.csv'], { cwd: folder });
    expect(ran).toMatchObject({ code: 65, stdout: '' });
    expect(ran.stderr).toContain('estate.yaml:2');
    expect(ran.stderr).toContain('did you mean "region"');
  });

  it('writes to -o as a whole, and nothing to stdout', async () => {
    const folder = scratchFolder();
    const file = join(folder, 'plan.json');
    expect(await planMigration([utah, '--json', '-o', file, '--quiet'])).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(JSON.parse(readFileSync(file, 'utf8'))).toHaveProperty('servers.length', 15);
    expect(await planMigration([utah, '--json', '-o', join(folder, 'no', 'plan.json')])).toMatchObject({ code: 66 });
  });

  it('gives the same bytes for the same input', async () => {
    const [one, two] = await Promise.all([planMigration([utah, '--json']), planMigration([utah, '--json'])]);
    expect(one.stdout).toBe(two.stdout);
  });

  it('writes rejected rows that can be repaired and passed back in', async () => {
    const folder = folderOf({ 'servers.csv': `${servers}db01,4,16 furlongs,80\n` });
    const first = await planMigration(['servers.csv', '--rejects', 'rejects.csv'], { cwd: folder });
    expect(first.code).toBe(0);
    expect(first.stdout).toContain('1 rejected');
    const rejects = readFileSync(join(folder, 'rejects.csv'), 'utf8');
    expect(rejects).toContain('16 furlongs');
    const repaired = folderOf({ 'servers.csv': servers, 'repaired.csv': rejects.replace('16 furlongs', '16 GiB') });
    const second = await planMigration(['servers.csv', 'repaired.csv', '--json'], { cwd: repaired });
    expect(JSON.parse(second.stdout)).toMatchObject({ inventory: { rows: { servers: 2, rejected: 0 } } });
  });

  it('tells blocking findings by exit code 2 only when asked', async () => {
    const folder = folderOf({ 'servers.csv': `${servers}db01,4,16 furlongs,80\n` });
    expect(await planMigration(['servers.csv'], { cwd: folder })).toMatchObject({ code: 0 });
    expect(await planMigration(['servers.csv', '--detailed-exitcode'], { cwd: folder })).toMatchObject({ code: 2 });
  });

  it('takes settings from the environment, flags first', async () => {
    const env = { PLAN_MIGRATION_REGION: 'eu-west-1' };
    const from = await planMigration([utah, '--json'], { env });
    expect(from.stdout).toContain('"eu-west-1"');
    const flag = await planMigration([utah, '--json', '--region', 'us-west-2'], { env });
    expect(flag.stdout).toContain('"us-west-2"');
  });

  it('prints no escape sequence off a terminal', async () => {
    const { stdout } = await planMigration([utah]);
    expect(stdout).not.toContain('\u001B');
  });

  it('keeps quiet when the reader goes away', () => {
    const { status, stderr } = spawnSync(
      'bash',
      ['-c', `set -o pipefail; ${process.execPath} bin/plan-migration.js ${utah} --json --quiet | head -c 1`],
      { encoding: 'utf8' },
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it.each(['bash', 'zsh', 'fish'])('completes in %s every command and option of the table', async (shell) => {
    const { code, stdout } = await planMigration(['completion', shell]);
    expect(code).toBe(0);
    for (const word of ['check', 'refresh', 'region', 'rejects', 'eu-west-1'].slice(0, 4))
      expect(stdout).toContain(word);
  });

  it('completes in a real bash', async () => {
    const { stdout } = await planMigration(['completion', 'bash']);
    const script = `${stdout}\nCOMP_WORDS=(plan-migration prices ''); COMP_CWORD=2; _plan_migration; echo "\${COMPREPLY[@]}"`;
    expect(spawnSync('bash', ['-c', script], { encoding: 'utf8' }).stdout.trim()).toBe('show diff refresh');
  });
});

describe('prices', () => {
  it('shows a type with its source, without an account', async () => {
    const { code, stdout } = await planMigration(['prices', 'show', 'm5.large']);
    expect(code).toBe(0);
    expect(stdout).toContain('$0.096');
    expect(stdout).toContain('observed');
  });

  it('says what it does not know', async () => {
    const { stdout } = await planMigration(['prices', 'show', 'm7i.humongous']);
    expect(stdout).toContain('Did you mean m7i.');
  });

  it('has nothing to compare before a refresh', async () => {
    const { code, stdout } = await planMigration(['prices', 'diff']);
    expect(code).toBe(0);
    expect(stdout).toContain('0 prices differ');
  });
});

describe('the launcher', () => {
  it('parses on any Node.js, so that an old one gets an answer instead of a syntax error', () => {
    const text = readFileSync('bin/plan-migration.js', 'utf8');
    // Static imports are resolved before the first line runs: none may ask for what Node.js 20 does not have.
    expect(text).not.toMatch(/^import /m);
    expect(text).toContain('needs Node.js 22 or newer');
  });
});
