package io.supernet.spaces;

import com.google.common.base.Splitter;
import io.supernet.Text;
import io.supernet.space.Architecture;
import io.supernet.space.Notation;
import io.supernet.space.SearchSpace;
import java.util.ArrayList;
import java.util.List;

/**
 * The notation of elastic chains: {@code e6k7-e3k3/e4k5-e4k5-e3k7}, the expansion and kernel of
 * each block that is there, blocks joined by {@code -}, stages by {@code /}.
 *
 * @param stages of the chain
 */
record ElasticNotation(List<Elastic.Stage> stages) implements Notation {

  @Override
  public String format(SearchSpace space, Architecture architecture) {
    space.check(architecture);
    List<String> texts = new ArrayList<>();
    for (int stage = 0; stage < stages.size(); stage++) {
      List<String> blocks = new ArrayList<>();
      for (int block = 0; block < stages.get(stage).most(); block++) {
        String name = Elastic.name(stage, block);
        int there = space.index(name);
        if (there >= 0 && architecture.choice(there) == 0) {
          break;
        }
        int expand = space.index(name + "_expand");
        int kernel = space.index(name + "_kernel");
        blocks.add(
            space.decisions().get(expand).options().get(architecture.choice(expand))
                + space.decisions().get(kernel).options().get(architecture.choice(kernel)));
      }
      texts.add(String.join("-", blocks));
    }
    return String.join("/", texts);
  }

  @Override
  public Architecture parse(SearchSpace space, String text) {
    List<String> texts = Splitter.on('/').splitToList(text.strip());
    if (texts.size() != stages.size()) {
      throw Notation.wrong(
          space, text, "it has " + texts.size() + " stages instead of " + stages.size());
    }
    int[] choices = new int[space.decisions().size()];
    for (int stage = 0; stage < texts.size(); stage++) {
      List<String> blocks = Splitter.on('-').splitToList(texts.get(stage));
      Elastic.Stage s = stages.get(stage);
      if (blocks.size() < s.least() || blocks.size() > s.most()) {
        throw Notation.wrong(
            space,
            text,
            Text.of(
                "stage %s has %s blocks, it takes %s to %s",
                stage, blocks.size(), s.least(), s.most()));
      }
      for (int block = 0; block < blocks.size(); block++) {
        String name = Elastic.name(stage, block);
        int there = space.index(name);
        if (there >= 0) {
          choices[there] = 1;
        }
        int expand = space.index(name + "_expand");
        int kernel = space.index(name + "_kernel");
        List<String> widths = space.decisions().get(expand).options();
        List<String> sizes = space.decisions().get(kernel).options();
        String entry = blocks.get(block);
        int middle = Math.max(0, entry.indexOf('k'));
        choices[expand] = widths.indexOf(entry.substring(0, middle));
        choices[kernel] = sizes.indexOf(entry.substring(middle));
        if (choices[expand] < 0 || choices[kernel] < 0) {
          throw Notation.wrong(
              space, text, "'" + entry + "' is not one of " + widths + " and one of " + sizes);
        }
      }
    }
    return Architecture.of(choices);
  }
}
