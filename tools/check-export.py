#!/usr/bin/env python3
"""Runs exports by clients that are on PyPI, and says how far their answers are apart.

  python3 -m venv venv && venv/bin/pip install tensorflow-cpu ai-edge-litert onnxruntime && venv/bin/pip install --no-deps tensorflow-serving-api
  venv/bin/python tools/check-export.py savedmodels/RUN/1 ...

Each folder holds a SavedModel, and model.onnx if its examples are plain. TensorFlow in Python calls every signature; LiteRT
and onnxruntime answer the same examples. Prints a table in Markdown; exits with 1 if a client fails or differs by more than 1e-5.
"""
import json
import os
import sys

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

import numpy as np
import onnxruntime
import tensorflow as tf
from ai_edge_litert.interpreter import Interpreter
from tensorflow.core.protobuf import saved_model_pb2
from tensorflow_serving.apis import prediction_log_pb2

EXAMPLES = 256
TOLERANCE = 1e-5


class Export:
    """A folder, its description, and what TensorFlow in Python makes of it."""

    def __init__(self, folder):
        self.folder = folder
        with open(os.path.join(folder, "supernet.json")) as file:
            self.manifest = json.load(file)
        self.model = tf.saved_model.load(folder)
        self.signatures = {signature["name"]: signature for signature in self.manifest["signatures"]}
        self.output = self.manifest["outputs"][0]["name"]
        self.default = self.signatures["serving_default"]
        self.inputs = examples(self.default["inputs"])
        self.said = self.call("serving_default", self.inputs)[self.output]

    def call(self, signature, inputs):
        answers = self.model.signatures[signature](**{name: tf.constant(value) for name, value in inputs.items()})
        return {name: value.numpy() for name, value in answers.items()}

    def difference(self, said):
        return float(np.abs(np.reshape(said, self.said.shape) - self.said).max()) / max(1, float(np.abs(self.said).max()))


def examples(infos):
    """Random values for inputs; strings are objects, as numpy's own lose zeros at their ends."""
    random = np.random.default_rng(1)
    values = {}
    for info in infos:
        shape = [EXAMPLES] + info["shape"][1:]
        if info["type"] == "uint8":
            values[info["name"]] = random.integers(0, 256, shape).astype(np.uint8)
        elif info["type"] == "string":
            values[info["name"]] = random.choice(np.array([b"red", b"blue", b"never seen", b""], dtype=object), shape)
        else:
            values[info["name"]] = random.normal(size=shape).astype(np.float32)
    return values


def signatures_are_valid(export):
    model = saved_model_pb2.SavedModel()
    with open(os.path.join(export.folder, "saved_model.pb"), "rb") as file:
        model.ParseFromString(file.read())
    written = model.meta_graphs[0].signature_def
    return set(written) == set(export.signatures) and all(
        tf.compat.v1.saved_model.is_valid_signature(written[name])
        and written[name].method_name == described["method"]
        and set(written[name].inputs) == {info["name"] for info in described["inputs"]}
        and set(written[name].outputs) == {info["name"] for info in described["outputs"]}
        for name, described in export.signatures.items()
    )


def weights_can_be_tuned(export):
    serve = export.model.signatures["serving_default"]
    with tf.GradientTape() as tape:
        answer = serve(**{name: tf.constant(value) for name, value in export.inputs.items()})[export.output]
    gradients = tape.gradient(answer, serve.trainable_variables)
    print(f"{export.folder}: {len(serve.variables)} variables, {sum(g is not None for g in gradients)} with gradients")
    return bool(serve.variables) and all(g is not None for g in gradients)


def nothing_is_answered_with_nothing(export):
    nothing = {name: value[:0] for name, value in export.inputs.items()}
    return export.call("serving_default", nothing)[export.output].shape[0] == 0


def lite(export):
    converter = tf.lite.TFLiteConverter.from_saved_model(export.folder, signature_keys=["serving_default"])
    interpreter = Interpreter(model_content=converter.convert())
    runner = interpreter.get_signature_runner("serving_default")
    one = lambda i: {name: value[i : i + 1] for name, value in export.inputs.items()}
    return np.concatenate([runner(**one(i))[export.output] for i in range(EXAMPLES)])


def onnx(export):
    session = onnxruntime.InferenceSession(os.path.join(export.folder, "model.onnx"))
    return session.run([export.output], export.inputs)[0]


def columns(export):
    x = export.inputs["features"]
    names = [info["name"] for info in export.signatures["columns"]["inputs"]]
    return export.call("columns", {name: x[:, i] for i, name in enumerate(names)})[export.output]


def files(export):
    return np.array([tf.io.encode_png(image).numpy() for image in export.inputs["images"]], dtype=object)


def encoded(export):
    return export.call("encoded_images", {"image_bytes": files(export)})[export.output]


def resized(export):
    """Colored JPEG files of another size against TensorFlow's own functions in Python."""
    height, width, channels = export.manifest["input"]["shape"][1:]
    random = np.random.default_rng(2)
    jpegs = [
        tf.io.encode_jpeg(random.integers(0, 256, [h, w, 3]).astype(np.uint8)).numpy()
        for h, w in random.integers(5, 3 * max(height, width), [EXAMPLES, 2])
    ]
    images = []
    for jpeg in jpegs:
        image = tf.image.resize(tf.io.decode_image(jpeg, 3), [height, width], antialias=True)
        if channels == 1:
            image = tf.reduce_sum(image * [0.299, 0.587, 0.114], axis=2, keepdims=True)
        images.append(np.round(image.numpy()).astype(np.uint8))
    expected = export.call("serving_default", {"images": np.array(images)})[export.output]
    said = export.call("encoded_images", {"image_bytes": np.array(jpegs, dtype=object)})[export.output]
    try:
        export.call("encoded_images", {"image_bytes": np.array([jpegs[0], b"no image"], dtype=object)})
    except tf.errors.InvalidArgumentError:
        return export.said + (said - expected)
    raise AssertionError("a broken file was answered")


def feature(value):
    if isinstance(value, bytes):
        return tf.train.Feature(bytes_list=tf.train.BytesList(value=[value]))
    return tf.train.Feature(float_list=tf.train.FloatList(value=np.atleast_1d(value)))


def messages(export):
    """The examples as tf.Example messages; a cell that is missing is left out."""
    if "encoded_images" in export.signatures:
        features = {"image/encoded": files(export)}
    elif "columns" in export.signatures and "features" in export.inputs:
        names = [info["name"] for info in export.signatures["columns"]["inputs"]]
        features = {name: export.inputs["features"][:, i] for i, name in enumerate(names)}
    else:
        features = export.inputs
    rows = [{name: value[i] for name, value in features.items()} for i in range(EXAMPLES)]
    return np.array([
        tf.train.Example(features=tf.train.Features(feature={name: feature(v) for name, v in row.items()})).SerializeToString()
        for row in rows
    ], dtype=object)


def classify(export):
    answers = export.call("classify", {"inputs": messages(export)})
    assert answers["classes"].shape == answers["scores"].shape
    assert [name.decode() for name in answers["classes"][0]] == export.manifest["classNames"]
    return answers["scores"]


def regress(export):
    return export.call("regress", {"inputs": messages(export)})["outputs"]


def warms_up(export):
    """Whether TensorFlow Serving's own classes read the requests, and each signature answers its two."""
    file = os.path.join(export.folder, "assets.extra", "tf_serving_warmup_requests")
    asked = []
    for record in tf.data.TFRecordDataset(file):
        log = prediction_log_pb2.PredictionLog.FromString(record.numpy())
        kind = log.WhichOneof("log_type")
        request = getattr(log, kind).request
        signature = export.signatures[request.model_spec.signature_name]
        assert signature["method"] == "tensorflow/serving/" + kind.replace("_log", ""), kind
        if kind == "predict_log":
            inputs = {name: tf.make_ndarray(tensor) for name, tensor in request.inputs.items()}
        else:
            inputs = {"inputs": np.array([e.SerializeToString() for e in request.input.example_list.examples], dtype=object)}
        export.call(signature["name"], inputs)
        asked.append((signature["name"], len(next(iter(inputs.values())))))
    return sorted(asked) == sorted((name, batch) for name in export.signatures for batch in (1, 32))


def check(folder):
    export = Export(folder)
    right = signatures_are_valid(export) and weights_can_be_tuned(export) and nothing_is_answered_with_nothing(export)
    right &= warms_up(export)
    plain = all(info["type"] != "string" for info in export.default["inputs"])
    asked = [("TensorFlow", "columns", columns, "columns" in export.signatures and plain)]
    asked += [("TensorFlow", "encoded_images (PNG)", encoded, "encoded_images" in export.signatures)]
    asked += [("TensorFlow", "encoded_images (resized JPEG)", resized, "encoded_images" in export.signatures)]
    asked += [("TensorFlow", "classify", classify, "classify" in export.signatures)]
    asked += [("TensorFlow", "regress", regress, "regress" in export.signatures)]
    asked += [("LiteRT", "serving_default", lite, plain)]
    asked += [("onnxruntime", "model.onnx", onnx, os.path.exists(os.path.join(folder, "model.onnx")))]
    rows = []
    for client, what, ask, there in asked:
        if there:
            difference = export.difference(ask(export))
            right &= difference <= TOLERANCE
            rows.append(f"| {client} | {export.manifest['space']} | {export.manifest['weights']['format']} | {what} | {difference:.1e} |")
    return right, rows


if __name__ == "__main__":
    checked = [check(folder) for folder in sys.argv[1:]]
    print(f"| client | space | weights | asked | largest difference of {EXAMPLES} examples to serving_default in Python |\n|---|---|---|---|---|")
    print("\n".join(row for _, rows in checked for row in rows))
    sys.exit(0 if checked and all(right for right, _ in checked) else 1)
