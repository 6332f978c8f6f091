package io.supernet.report;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * A part of a page.
 *
 * @param id for links, unique in its page
 * @param title what it is about
 * @param blocks one under the other
 */
record Section(String id, String title, List<Html> blocks) {

  Section {
    blocks = ImmutableList.copyOf(blocks);
  }

  Section(String id, String title, Html... blocks) {
    this(id, title, List.of(blocks));
  }

  Html html() {
    return Html.of("<section id=\"%s\">\n<h2>%s</h2>\n%s\n</section>", id, title, Html.all(blocks));
  }

  /** A link to it. */
  Html link() {
    return Html.of("<a href=\"#%s\">%s</a>", id, title);
  }
}
