package io.supernet.spaces;

import io.supernet.network.Network;
import io.supernet.proto.NetworkDefinition;
import java.util.Map;

/** The network that a definition describes: one line a kind of space. */
final class Networks {

  private Networks() {}

  static Network of(NetworkDefinition definition, ClassLoader loader) {
    return switch (definition.getNetworkCase()) {
      case NASBENCH201 -> NasBench201.of(definition.getNasbench201());
      case DENSE_BLOCKS -> DenseBlocks.of(definition.getDenseBlocks());
      case MOBILENET -> MobileNet.of(definition.getMobilenet());
      case NASBENCH_MACRO -> NasBenchMacro.of(definition.getNasbenchMacro());
      case ELASTIC -> Elastic.of(definition.getElastic());
      case TABLE_RESNET -> TableResNet.of(definition.getTableResnet());
      case VIT -> Vit.of(definition.getVit());
      case CELL -> Cell.of(definition.getCell());
      case DARTS -> Darts.of(definition.getDarts());
      case ENAS_MICRO -> EnasMicro.of(definition.getEnasMicro());
      case ENAS_MACRO -> EnasMacro.of(definition.getEnasMacro());
      case CUSTOM ->
          OnClasspath.create(
              definition.getCustom().getClassName(), Network.class, loader, Map.of());
      case NETWORK_NOT_SET ->
          throw new IllegalArgumentException("A definition without a network: " + definition);
    };
  }
}
