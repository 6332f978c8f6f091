package io.supernet.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.Resources;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

/** Pictures against files that a person has looked at. */
class DrawingsTest {

  @Test
  void cellAsText() throws IOException {
    assertThat(TextDrawing.draw(Sketches.cell(), 100)).isEqualTo(golden("cell.txt"));
  }

  @Test
  void cellAsNarrowText() throws IOException {
    assertThat(TextDrawing.draw(Sketches.cell(), 48)).isEqualTo(golden("cell-tight.txt"));
    assertThat(TextDrawing.draw(Sketches.cell(), 30)).isEqualTo(golden("cell-list.txt"));
  }

  @Test
  void chainAsText() throws IOException {
    assertThat(TextDrawing.draw(Sketches.chain(), 100)).isEqualTo(golden("chain.txt"));
  }

  @Test
  void asSvg() throws IOException {
    assertThat(SvgDrawing.draw(Sketches.cell(), "a < b")).isEqualTo(golden("cell.svg"));
    assertThat(SvgDrawing.draw(Sketches.chain(), "chain")).isEqualTo(golden("chain.svg"));
  }

  @Test
  void svgIsWellFormed() throws Exception {
    for (Sketch sketch : List.of(Sketches.cell(), Sketches.chain(), new Sketch(List.of()))) {
      byte[] svg = SvgDrawing.draw(sketch, "a < b & c").getBytes(StandardCharsets.UTF_8);
      Document document =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new ByteArrayInputStream(svg));
      assertThat(document.getDocumentElement().getTagName()).isEqualTo("svg");
      assertThat(document.getElementsByTagName("title").item(0).getTextContent())
          .isEqualTo("a < b & c");
    }
  }

  @Test
  void aSpaceWithoutDecisionsHasNoPicture() {
    assertThat(TextDrawing.draw(new Sketch(List.of()), 100)).isEmpty();
  }

  private static String golden(String name) throws IOException {
    return Resources.toString(
        Resources.getResource(DrawingsTest.class, name), StandardCharsets.UTF_8);
  }
}
