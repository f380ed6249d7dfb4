import { css } from '../markup.js';

/** Colours, light and dark. Text has a contrast of at least 4.5 : 1 on `page` and `panel`; what charts are made of, 3 : 1 where it carries a meaning alone. Paper is always light. */
export const theme = css`
  :root {
    color-scheme: light dark;
    --page: #fff;
    --panel: #f4f6f8;
    --line: #d5dae0;
    --ink: #1a2129;
    --quiet: #55606d;
    --accent: #1c5d99;
    --good: #17713f;
    --warn: #8a5200;
    --bad: #b3261e;
    --bar: #7d9cbb;
    --track: #eceff2;
    --wait: #b9791a;
    --build: #8fb4d9;
    --cutover: #0b3d6e;
    --keep: #dde5ec;
    --freeze: #f6e3e1;
    --legacy: #a3acb6;
    --once: #c98a2b;
    --worse: #d98f86;
    --better: #7fb896;
    --shadow: rgb(0 0 0 / 18%);
  }
  @media screen and (prefers-color-scheme: dark) {
    :root {
      --page: #11161c;
      --panel: #1a2129;
      --line: #38434f;
      --ink: #e7ecf1;
      --quiet: #a7b2be;
      --accent: #86bdf2;
      --good: #6fcf97;
      --warn: #efbb62;
      --bad: #ff9189;
      --bar: #5f82a6;
      --track: #1f2832;
      --wait: #d99a3c;
      --build: #3f6d9c;
      --cutover: #bfe0ff;
      --keep: #2a3642;
      --freeze: #40262a;
      --legacy: #6b7683;
      --once: #c98a2b;
      --worse: #a3564f;
      --better: #3f8a60;
      --shadow: rgb(0 0 0 / 70%);
    }
  }
`;
