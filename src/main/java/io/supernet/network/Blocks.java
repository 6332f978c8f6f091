package io.supernet.network;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a network is made of, such as cells: outermost scopes that hold scopes or decisions, and
 * decisions in no scope. The output of a block is what was made last in it of what is always
 * computed.
 */
final class Blocks {

  private final Map<String, Activation> last = new LinkedHashMap<>();
  private final Set<String> nested = new HashSet<>();

  /** Notes a value. */
  Activation made(NetworkBuilder b, Activation value) {
    String location = b.location();
    int end = location.indexOf('/');
    if (end >= 0) {
      note(location.substring(0, end), value, end + 1 < location.length());
    }
    return value;
  }

  /** Notes the output of a decision. */
  Activation decided(NetworkBuilder b, String decision, Activation output) {
    int end = b.location().indexOf('/');
    note(end < 0 ? decision : b.location().substring(0, end), output, true);
    return output;
  }

  private void note(String block, Activation value, boolean holdsMore) {
    if (value.branch().isRoot()) {
      last.put(block, value);
    }
    if (holdsMore) {
      nested.add(block);
    }
  }

  /** The outputs, in the order in which the blocks began, without that of the whole network. */
  List<Activation> before(Activation output) {
    return last.entrySet().stream()
        .filter(block -> nested.contains(block.getKey()) && !block.getValue().equals(output))
        .map(Map.Entry::getValue)
        .toList();
  }
}
