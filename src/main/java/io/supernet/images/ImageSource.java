package io.supernet.images;

import io.supernet.data.Part;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Encoded images with a class each, by their numbers; several threads may read. */
interface ImageSource {

  /** The part of the data that they are. */
  Part part();

  /** What its files alone do not tell of the examples; cheap. */
  String key();

  int size();

  /** The names of the classes, by label. */
  List<String> classes();

  /** The class of one. */
  int label(int index);

  /** The files that they are in. */
  List<Path> paths();

  /** What messages call one. */
  String name(int index);

  /** All bytes of one. */
  byte[] read(int index) throws IOException;

  /** What the beginning of one says, in order to decide how all are read. */
  Optional<ImageHeader> look(int index) throws IOException;
}
