package io.supernet.spaces;

import io.supernet.network.Activation;
import io.supernet.network.NetworkBuilder;
import io.supernet.network.Operation;

/**
 * The inverted bottleneck of MobileNetV2: a convolution 1x1 that widens, a depthwise convolution, a
 * convolution 1x1 that narrows, each with batch normalization, the first two with an activation
 * function; the input is added where the shape allows it.
 *
 * <p>Sandler, Howard, Zhu, Zhmoginov, Chen: MobileNetV2: Inverted Residuals and Linear Bottlenecks,
 * CVPR 2018. TensorFlow pads strided convolutions at the end rather than on both sides.
 *
 * @param expansion inner width over the channels of the input; at 1 nothing widens
 * @param kernel of the depthwise convolution
 * @param channels of the output
 * @param stride of the depthwise convolution
 * @param activation function
 */
record InvertedBottleneck(int expansion, int kernel, int channels, int stride, Operation activation)
    implements Operation {

  @Override
  public Activation apply(NetworkBuilder b, Activation x) {
    Activation h = x;
    if (expansion > 1) {
      h = activation.apply(b, b.convBn("expand", h, x.channels() * expansion, 1, 1));
    }
    NetworkBuilder depthwise = b.scope("depthwise");
    h = depthwise.batchNorm("bn", depthwise.depthwiseConv("conv", h, kernel, stride, 1));
    h = b.convBn("project", activation.apply(b, h), channels, 1, 1);
    return keepsShape(x, channels, stride) ? b.add(x, h) : h;
  }

  /** Whether a layer of these channels and stride gives the shape that it reads. */
  static boolean keepsShape(Activation x, int channels, int stride) {
    return stride == 1 && x.channels() == channels;
  }
}
