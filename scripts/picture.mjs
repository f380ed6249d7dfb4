// Draws docs/plan.svg: the plan of the example, run in a real terminal. `node scripts/picture.mjs` after a change of the screens.
import { writeFileSync } from 'node:fs';
import { spawn } from '@lydell/node-pty';
import xterm from '@xterm/headless';

const [cols, rows] = [120, 36];
const palette = ['#24292f', '#cf222e', '#1a7f37', '#9a6700', '#0969da', '#8250df', '#1b7c83', '#57606a'];
const { CI: _ci, ...env } = process.env;
const program = spawn(process.execPath, ['bin/plan-migration.js', 'examples/utah/inventory.csv'], {
  cols,
  rows,
  env: { ...env, TERM: 'xterm-256color', FORCE_COLOR: '1' },
});
const terminal = new xterm.Terminal({ cols, rows, allowProposedApi: true });
let timer;
await new Promise((done) => {
  program.onData((data) => {
    terminal.write(data);
    clearTimeout(timer);
    timer = setTimeout(done, 1500);
  });
});
program.kill();

const escape = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const [width, height] = [8.4, 18];

/** Runs of cells that look the same. */
function* runs(line) {
  let run;
  for (let x = 0; x < cols; x += 1) {
    const cell = line.getCell(x);
    const chars = cell?.getChars() || ' ';
    const colour = cell?.isFgPalette() ? (palette[cell.getFgColor() % 8] ?? palette[0]) : palette[0];
    const look = `${colour} ${cell?.isBold() ? 'bold' : ''} ${cell?.isDim() ? 'dim' : ''} ${cell?.isInverse() ? 'inverse' : ''}`;
    if (run?.look === look) run.text += chars;
    else {
      if (run) yield run;
      run = { x, look, colour, text: chars, bold: cell?.isBold(), dim: cell?.isDim(), inverse: cell?.isInverse() };
    }
  }
  if (run) yield run;
}

const body = [];
for (let y = 0; y < rows; y += 1) {
  const line = terminal.buffer.active.getLine(terminal.buffer.active.viewportY + y);
  if (!line) continue;
  for (const { x, text, colour, bold, dim, inverse } of runs(line)) {
    if (inverse) {
      body.push(
        `<rect x="${12 + x * width}" y="${12 + y * height}" width="${text.length * width}" height="${height}" fill="#ddf4ff"/>`,
      );
    }
    const style = `${bold ? ' font-weight="bold"' : ''}${dim ? ' opacity="0.65"' : ''}`;
    // Words apart are placed apart: fonts differ in width, columns must not.
    for (const { 0: words, index } of text.matchAll(/\S+(?: \S+)*/g)) {
      body.push(
        `<text x="${(12 + (x + index) * width).toFixed(1)}" y="${26 + y * height}" textLength="${(words.length * width).toFixed(1)}" fill="${colour}"${style}>${escape(words)}</text>`,
      );
    }
  }
}
if (body.length < 50)
  throw new Error(`no screen to draw: run with Node.js 22 (npm run picture), this is ${process.version}`);
const [w, h] = [Math.ceil(cols * width + 24), rows * height + 24];
writeFileSync(
  'docs/plan.svg',
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${w} ${h}" width="${w}" height="${h}" role="img" aria-label="The plan of examples/utah in a terminal">
<rect width="${w}" height="${h}" rx="8" fill="#ffffff" stroke="#d0d7de"/>
<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="14" xml:space="preserve">
${body.join('\n')}
</g>
</svg>
`,
);
process.exit(0);
