import ai.djl.engine.Engine;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A client that knows DJL alone: prints the probabilities that models give for a batch. Four words
 * are a model: its folder, its input, the shape of an example, and a file of raw examples.
 */
public class DjlClient {
  public static void main(String[] args) throws Exception {
    System.out.println("TensorFlow " + Engine.getEngine("TensorFlow").getVersion());
    for (int i = 0; i < args.length; i += 4) {
      Criteria<NDList, NDList> criteria =
          Criteria.builder()
              .setTypes(NDList.class, NDList.class)
              .optModelPath(Path.of(args[i]))
              .optEngine("TensorFlow")
              .build();
      boolean bytes = args[i + 1].equals("images");
      long[] sizes = Arrays.stream(args[i + 2].split(",")).mapToLong(Long::parseLong).toArray();
      ByteBuffer raw = ByteBuffer.wrap(Files.readAllBytes(Path.of(args[i + 3])));
      long size = Arrays.stream(sizes).reduce(bytes ? 1 : Float.BYTES, (a, b) -> a * b);
      Shape shape = new Shape(raw.limit() / size).addAll(new Shape(sizes));
      try (ZooModel<NDList, NDList> model = criteria.loadModel();
          Predictor<NDList, NDList> predictor = model.newPredictor();
          NDManager manager = NDManager.newBaseManager("TensorFlow")) {
        NDArray examples =
            manager.create(
                raw.order(ByteOrder.nativeOrder()),
                shape,
                bytes ? DataType.UINT8 : DataType.FLOAT32);
        examples.setName(args[i + 1]);
        for (NDArray answer : predictor.predict(new NDList(examples))) {
          if (answer.getName().equals("probabilities")) {
            System.out.println("probabilities " + Arrays.toString(answer.toFloatArray()));
          }
        }
      }
    }
  }
}
