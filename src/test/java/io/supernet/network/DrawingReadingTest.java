package io.supernet.network;

import io.supernet.drawing.TextDrawing;
import io.supernet.space.Architecture;
import io.supernet.spaces.Definitions;
import org.junit.jupiter.api.Test;

class DrawingReadingTest {
  @Test
  void shows() throws Exception {
    for (String name : Definitions.builtIn()) {
      Definition d = Definitions.load(Definitions.find(name));
      System.out.println(name + "\n" + TextDrawing.draw(d.sketch(), 100));
      Architecture a = d.space().sample(new java.util.SplittableRandom(1));
      System.out.println(name + "\n" + TextDrawing.draw(d.sketch(a), 100));
      java.nio.file.Files.writeString(
          java.nio.file.Path.of("/tmp/hBx/" + name + ".svg"),
          io.supernet.drawing.SvgDrawing.draw(d.sketch(), name));
      java.nio.file.Files.writeString(
          java.nio.file.Path.of("/tmp/hBx/" + name + "-a.svg"),
          io.supernet.drawing.SvgDrawing.draw(d.sketch(a), name));
    }
  }
}
