package com.acme.service;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Reads an example from an image, such as PNG or JPEG, of the model's height and width. */
final class ImageExample {

  static {
    ImageIO.setUseCache(false); // no temporary files
  }

  private ImageExample() {}

  static Batch read(byte[] body, ModelInfo info) throws Refusal {
    if (!info.takesImages()) {
      throw new Refusal(400, "The model takes rows of numbers, no images; send JSON.");
    }
    List<Long> shape = info.exampleShape();
    BufferedImage image = decode(body, shape);
    Batch batch = Batch.of(info, 1);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        put(image, x, y, batch, shape.get(2) == 1);
      }
    }
    return batch.ready();
  }

  /** Reads the size first: a small file may hold an image that no memory can. */
  private static BufferedImage decode(byte[] body, List<Long> shape) throws Refusal {
    try (ImageInputStream stream = ImageIO.createImageInputStream(new ByteArrayInputStream(body))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
      if (!readers.hasNext()) {
        throw new Refusal(400, "The body is no image that Java reads; send PNG or JPEG.");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(stream);
        if (reader.getHeight(0) != shape.get(0) || reader.getWidth(0) != shape.get(1)) {
          throw new Refusal(
              400,
              "The image has the height and width "
                  + List.of(reader.getHeight(0), reader.getWidth(0))
                  + "; scale it to "
                  + shape.subList(0, 2)
                  + ".");
        }
        return reader.read(0);
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException e) { // readers throw both on broken files
      throw new Refusal(400, "The image cannot be read; it may be broken.");
    }
  }

  private static void put(BufferedImage image, int x, int y, Batch batch, boolean gray) {
    ColorModel colors = image.getColorModel();
    int red;
    int green;
    int blue;
    if (colors.getNumColorComponents() == 1 && !(colors instanceof IndexColorModel)) {
      // Not by getRGB, which takes the values of gray images for linear ones and changes them.
      int sample = image.getRaster().getSample(x, y, 0);
      red = green = blue = sample * 255 / ((1 << colors.getComponentSize(0)) - 1);
    } else {
      int color = image.getRGB(x, y);
      red = color >> 16 & 255;
      green = color >> 8 & 255;
      blue = color & 255;
    }
    if (gray) {
      batch.values().put((byte) Math.round(0.299f * red + 0.587f * green + 0.114f * blue));
    } else {
      batch.values().put((byte) red).put((byte) green).put((byte) blue);
    }
  }
}
