package io.supernet;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import io.supernet.supernet.Optimization;
import io.supernet.train.TrainingOptions;
import java.util.List;
import org.junit.jupiter.api.Test;

class FingerprintTest {

  /** SHA-256 of bytes written by hand: it cannot hang on how a record prints itself. */
  @Test
  void hashesCanonicalBytes() {
    String kind = "01000000" + "6b" + "6c" + "0100000000000000"; // "k", l, 1 (little endian)
    assertThat(Fingerprint.of("k", 1).hex()).isEqualTo(sha256(kind));
  }

  @Test
  void nothingRunsTogether() {
    assertThat(
            List.of(
                Fingerprint.of("k", 1).with("a", "bc").hex(),
                Fingerprint.of("k", 1).with("ab", "c").hex(),
                Fingerprint.of("k", 1).with("a", "b").with("c", "").hex(),
                Fingerprint.of("k", 2).with("a", "bc").hex(),
                Fingerprint.of("l", 1).with("a", "bc").hex(),
                Fingerprint.of("k", 1).with("a", 1L).hex(),
                Fingerprint.of("k", 1).with("a", 1.0).hex(),
                Fingerprint.of("k", 1).with("a", true).hex(),
                Fingerprint.of("k", 1).withAll("a", List.of(1, 2)).hex(),
                Fingerprint.of("k", 1).withAll("a", List.of(1)).withAll("a", List.of(2)).hex()))
        .doesNotHaveDuplicates();
  }

  /** Runs of released versions are found again by these: a change here needs a new version. */
  @Test
  void ofTrainingOptionsStaysWhatItIs() {
    TrainingOptions options = new TrainingOptions(18, 64, 0.1, 1, Optimization.DEFAULT, true);
    assertThat(options.addTo(Fingerprint.of("alone", 1)).hex())
        .isEqualTo("b373dde995f123018e6f026bcce5d4a83c87dd506de1e3f0580a6cc516dc5271");
  }

  private static String sha256(String hex) {
    return Hashing.sha256().hashBytes(BaseEncoding.base16().lowerCase().decode(hex)).toString();
  }
}
