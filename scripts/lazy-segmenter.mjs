// Put in the place of `Intl.Segmenter` by the build: string-width makes one when it is loaded, which takes 25 ms (a tenth of the way to the first
// line), and most texts are never cut into characters. It is made when it is first used.
const { Segmenter } = Intl;

export class LazySegmenter {
  #options;
  #made;

  constructor(...options) {
    this.#options = options;
  }

  segment(text) {
    return (this.#made ??= new Segmenter(...this.#options)).segment(text);
  }
}
