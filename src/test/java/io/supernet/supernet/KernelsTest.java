package io.supernet.supernet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelsTest {

  private static final String OLD = "processor\t: 0\nflags\t\t: fpu avx avx2 fma\nbugs\t\t:\n";
  private static final String NEW = "flags\t\t: fpu avx avx2 avx512f avx512_vnni\n";

  @ParameterizedTest
  @CsvSource({
    "'', false, eigen",
    "0, false, eigen",
    "nonsense, false, eigen",
    "1, false, oneDNN avx2",
    "True, false, oneDNN avx2",
    "'', true, oneDNN avx512_vnni",
    "0, true, eigen",
    "false, true, eigen",
    "1, true, oneDNN avx512_vnni"
  })
  void areWhatTheVariableAndTheInstructionsSay(String variable, boolean vnni, String name) {
    Map<String, String> environment =
        variable.isEmpty() ? Map.of() : Map.of("TF_ENABLE_ONEDNN_OPTS", variable);
    Kernels kernels = Kernels.of("Linux", "amd64", environment, vnni ? NEW : OLD);
    assertThat(kernels.name()).isEqualTo(name);
    assertThat(kernels.advice().isPresent()).isEqualTo(name.equals("eigen"));
  }

  @Test
  void withALimitAreOthers() {
    Map<String, String> environment = Map.of("ONEDNN_MAX_CPU_ISA", "AVX2");
    assertThat(Kernels.of("Linux", "amd64", environment, NEW).name())
        .isEqualTo("oneDNN avx512_vnni, at most avx2");
  }

  @Test
  void ofOtherSystemsNeedNoAdvice() {
    assertThat(Kernels.of("Mac OS X", "aarch64", Map.of(), "").advice()).isEmpty();
    assertThat(Kernels.of("Linux", "aarch64", Map.of(), "").advice()).isEmpty();
  }

  @Test
  void adviceSaysHow() {
    assertThat(Kernels.of("Linux", "amd64", Map.of(), OLD).advice().orElseThrow())
        .contains("set TF_ENABLE_ONEDNN_OPTS=1 in the environment before Java starts");
  }
}
