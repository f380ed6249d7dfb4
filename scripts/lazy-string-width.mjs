// Put in the place of string-width for our own views by the build: it is taken apart when it is first asked, because the tables of its patterns take
// 50 ms, and most texts are ASCII. (`require` of a module that is bundled is esbuild's own.)
let measure;

export default function stringWidth(text, options) {
  measure ??= require('../node_modules/string-width/index.js').default;
  return measure(text, options);
}
