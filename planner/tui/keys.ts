import type { Key } from 'ink';

const named: readonly (readonly [keyof Key, string])[] = [
  ['upArrow', 'up'],
  ['downArrow', 'down'],
  ['leftArrow', 'left'],
  ['rightArrow', 'right'],
  ['pageUp', 'pageup'],
  ['pageDown', 'pagedown'],
  ['home', 'home'],
  ['end', 'end'],
  ['return', 'enter'],
  ['escape', 'esc'],
  ['backspace', 'backspace'],
  ['delete', 'backspace'],
];

const controls: Readonly<Record<string, string>> = {
  '\r': 'enter',
  '\n': 'enter',
  '\t': 'tab',
  '\b': 'backspace',
  '\u007F': 'backspace',
  '\u001B': 'esc',
};

/** Keys pressed in quick succession arrive together, without ink's flags. */
function keyName(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return controls[character] ?? (code < 0x20 ? `ctrl-${String.fromCodePoint(code + 0x60)}` : character);
}

/** What ink read, as names of the key table: `up`, `ctrl-c`, `shift-tab`, or the characters themselves (several when pasted). */
export function keyNames(input: string, key: Key): readonly string[] {
  if (key.tab) return [key.shift ? 'shift-tab' : 'tab'];
  for (const [flag, name] of named) if (key[flag] === true) return [name];
  if (key.ctrl) return [`ctrl-${input}`];
  return key.meta ? [] : Array.from(input, keyName);
}
