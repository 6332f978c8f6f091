package io.supernet.spaces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.proto.NetworkDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldAssignmentTest {

  private final NetworkDefinition cells = Definitions.find("nasbench201");
  private final NetworkDefinition blocks = Definitions.find("dense-blocks");

  @Test
  void replacesANumberAndNothingElse() {
    NetworkDefinition changed = Definitions.set(cells, " channels = 8 ");
    NetworkDefinition.Builder expected = cells.toBuilder();
    expected.getNasbench201Builder().setChannels(8);
    assertThat(changed).isEqualTo(expected.build());
    assertThat(changed.getName()).isEqualTo("nasbench201");
    assertThat(cells.getNasbench201().getChannels()).isEqualTo(16);
  }

  @Test
  void replacesAllValuesOfAList() {
    assertThat(Definitions.set(blocks, "hidden=16, 64").getDenseBlocks().getHiddenList())
        .containsExactly(16, 64);
    assertThat(Definitions.set(blocks, "hidden=7").getDenseBlocks().getHiddenList())
        .containsExactly(7);
  }

  @Test
  void replacesAText() {
    NetworkDefinition custom = Definitions.set(Definitions.find("org.A"), "class_name=org.B");
    assertThat(custom.getCustom().getClassName()).isEqualTo("org.B");
    assertThat(custom.getName()).isEqualTo("org.A");
  }

  @Test
  void replacesValuesWithFieldsOfTheirOwn() {
    NetworkDefinition chain = Definitions.find("elastic");
    NetworkDefinition changed = Definitions.set(chain, "stages=16:1:2, 24:2:4:2:true");
    NetworkDefinition.Builder expected = chain.toBuilder();
    expected.getElasticBuilder().clearStages();
    expected.getElasticBuilder().addStagesBuilder().setChannels(16).setLeast(1).setMost(2);
    expected
        .getElasticBuilder()
        .addStagesBuilder()
        .setChannels(24)
        .setLeast(2)
        .setMost(4)
        .setStride(2)
        .setHardSwish(true);
    assertThat(changed).isEqualTo(expected.build());
    assertUsage(chain, "stages=16:x:2", "'x' in 'stages=16:x:2' is not a whole number");
    assertUsage(
        chain,
        "stages=1:2:3:4:true:true:7",
        "has 7 parts; ElasticStage has the fields [channels, least, most, stride, hard_swish,");
  }

  @Test
  void leavesRangesToTheNetwork() {
    NetworkDefinition changed = Definitions.set(cells, "channels=0");
    assertThatThrownBy(() -> Definitions.load(changed)).hasMessageContaining("channels: 0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '"',
      value = {
        "width=8! 'width=8' sets no field of NasBench201; it has [channels, cells_per_stage].",
        "=8! '=8' sets nothing",
        "channels! 'channels' sets nothing",
        "channels=! 'channels=' sets nothing",
        "channels=eight! 'eight' in 'channels=eight' is not a whole number.",
        "channels=8,16! '8,16' in 'channels=8,16' is not a whole number.",
        "channels=3000000000! '3000000000' in",
        "channels=1.5! '1.5' in"
      })
  void namesWhatIsWrong(String assignment, String message) {
    assertUsage(cells, assignment, message);
  }

  @Test
  void namesTheWrongEntryOfAList() {
    assertUsage(blocks, "hidden=16,,64", "'' in 'hidden=16,,64' is not a whole number; separate");
    assertUsage(blocks, "hidden=16 64", "'16 64' in 'hidden=16 64' is not a whole number");
  }

  private static void assertUsage(NetworkDefinition to, String assignment, String message) {
    assertThatThrownBy(() -> Definitions.set(to, assignment))
        .isInstanceOfSatisfying(
            SupernetException.class, e -> assertThat(e.kind()).isEqualTo(Kind.USAGE))
        .hasMessageContaining(message);
  }
}
