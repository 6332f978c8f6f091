package io.supernet.data;

/**
 * What becomes of an image whose sides have another ratio than those of the examples.
 *
 * @since 0.2
 */
public enum ImageFit {
  /** Its shorter side fits, and the center is cut out. */
  CROP,
  /** Its longer side fits, and black is left beside it. */
  PAD,
  /** Both sides fit; the ratio is not kept. */
  STRETCH
}
