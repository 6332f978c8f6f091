package io.supernet.supernet;

import java.net.URL;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Which of TensorFlow's native libraries this process has. */
final class NativeBuild {

  private static final String PACKAGE = "org/tensorflow/internal/c_api/";
  private static final String GPU = "-gpu";

  /** Only for this platform there is a build for GPUs. */
  private static final List<String> FOLDERS = List.of("linux-x86_64", "linux-x86_64" + GPU);

  private static final boolean FOR_GPUS =
      isForGpus(name -> NativeBuild.class.getClassLoader().getResource(name));

  private NativeBuild() {}

  /** Whether it is the build for GPUs. */
  static boolean isForGpus() {
    return FOR_GPUS;
  }

  /** By the name of the jar, or of the folder in it. */
  static boolean isForGpus(Function<String, URL> resources) {
    return FOLDERS.stream()
        .map(folder -> resources.apply(PACKAGE + folder + "/libtensorflow_cc.so.2"))
        .flatMap(Stream::ofNullable)
        .anyMatch(place -> place.toString().contains(GPU));
  }
}
