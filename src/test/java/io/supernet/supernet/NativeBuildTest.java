package io.supernet.supernet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import org.junit.jupiter.api.Test;

class NativeBuildTest {

  @Test
  void isKnownByItsJarOrByItsFolder() {
    String folder = "org/tensorflow/internal/c_api/linux-x86_64";
    assertThat(isForGpus("native-1.1.0-linux-x86_64-gpu.jar", folder)).isTrue();
    assertThat(isForGpus("libraries.jar", folder + "-gpu")).isTrue();
    assertThat(isForGpus("native-1.1.0-linux-x86_64.jar", folder)).isFalse();
    assertThat(NativeBuild.isForGpus(name -> null)).isFalse();
  }

  /** With this jar only, which has this folder only. */
  private static boolean isForGpus(String jar, String folder) {
    return NativeBuild.isForGpus(
        name -> name.startsWith(folder + "/") ? url("jar:file:/lib/" + jar + "!/" + name) : null);
  }

  private static URL url(String text) {
    try {
      return URI.create(text).toURL();
    } catch (MalformedURLException e) {
      throw new AssertionError(e);
    }
  }
}
