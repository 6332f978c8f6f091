import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;

/**
 * A client that knows TensorFlow Java alone: prints the signature of a model of images and what it
 * gets for a batch, then what it gets from a dense network.
 */
public class Client {
  public static void main(String[] args) throws Exception {
    int count = Integer.parseInt(args[1]);
    byte[] pixels = System.in.readAllBytes();
    try (SavedModelBundle bundle = SavedModelBundle.load(args[0])) {
      // Fails if the graph has no ops with which its variables can be restored.
      bundle.session().restore(Path.of(args[0], "variables", "variables").toString());
      Signature signature = bundle.function("serving_default").signature();
      describe("input", signature.getInputs());
      describe("output", signature.getOutputs());
      TUint8 images =
          TUint8.tensorOf(Shape.of(count, 8, 8, 1), t -> t.asRawTensor().data().write(pixels));
      try (images;
          Result result = bundle.call(Map.of("images", images))) {
        TFloat32 probabilities = (TFloat32) result.get("probabilities").get();
        TInt64 classes = (TInt64) result.get("class").get();
        for (int i = 0; i < count; i++) {
          StringBuilder line = new StringBuilder("example " + classes.getLong(i));
          for (int c = 0; c < probabilities.shape().get(1); c++) {
            line.append(' ').append(probabilities.getFloat(i, c));
          }
          System.out.println(line);
        }
      }
    }
    try (SavedModelBundle dense = SavedModelBundle.load(args[2]);
        TFloat32 features = TFloat32.tensorOf(Shape.of(1, 4));
        Result result = dense.call(Map.of("features", features))) {
      System.out.println("dense " + result.get("class").get().shape());
    }
  }

  private static void describe(String what, Map<String, Signature.TensorDescription> tensors) {
    new TreeMap<>(tensors)
        .forEach((name, t) -> System.out.println(what + " " + name + " " + t.dataType + " " + t.shape));
  }
}
