import io.supernet.RandomStreams;
import io.supernet.data.DataOptions;
import io.supernet.data.DataOptions.TaskKind;
import io.supernet.data.DataSet;
import io.supernet.data.DataSets;
import io.supernet.data.Split;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Writes the parts of tables that a run of a seed learns from and is tested on, as its networks see them, for others to learn
 * from: a row for each example, its class or value last. What is written already is not written again.
 *
 * <p>Arguments: a folder, seeds with commas between them, a task, a label and columns to drop (empty for the defaults), and tables.
 */
public final class TableParts {

  private TableParts() {}

  public static void main(String[] args) throws IOException {
    Path folder = Files.createDirectories(Path.of(args[0]));
    DataOptions options =
        DataOptions.DEFAULT
            .with()
            .task(args[2].isEmpty() ? null : TaskKind.valueOf(args[2].toUpperCase(Locale.ROOT)))
            .label(args[3].isEmpty() ? null : args[3])
            .drop(args[4].isEmpty() ? List.of() : List.of(args[4].split(",")))
            .build();
    for (String seed : args[1].split(",")) {
      for (String table : List.of(args).subList(5, args.length)) {
        String name = Path.of(table).getFileName().toString().replaceFirst("\\.csv$", "") + "-" + seed;
        if (!Files.exists(folder.resolve(name + "-test.csv"))) {
          Split split = DataSets.load("csv:" + table, new RandomStreams(Long.parseLong(seed)), options, Optional.empty());
          write(folder.resolve(name + "-train.csv"), split.train());
          write(folder.resolve(name + "-validation.csv"), split.validation());
          write(folder.resolve(name + "-test.csv"), split.test());
        }
      }
    }
  }

  private static void write(Path file, DataSet part) throws IOException {
    FloatBuffer values = part.examples().order(ByteOrder.nativeOrder()).asFloatBuffer();
    int columns = values.remaining() / part.size();
    float[] targets = part.hasValues() ? part.values() : new float[0];
    try (BufferedWriter writer = Files.newBufferedWriter(file)) {
      for (int i = 0; i < part.size(); i++) {
        for (int c = 0; c < columns; c++) {
          writer.write(values.get(i * columns + c) + ",");
        }
        writer.write(part.hasValues() ? targets[i] + "\n" : part.label(i) + "\n");
      }
    }
  }
}
