#!/usr/bin/env python3
"""Runs an export by clients that are on PyPI, and says how far their answers are apart.

  python3 -m venv venv && venv/bin/pip install tensorflow-cpu onnxruntime
  venv/bin/python tools/check-export.py savedmodels/RUN/1 ...

Each folder needs the formats savedmodel and onnx. Exits with 1 if a client fails or differs by more than 1e-5.
"""
import json
import os
import sys

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

import numpy as np
import onnxruntime
import tensorflow as tf
from tensorflow.core.protobuf import saved_model_pb2

EXAMPLES = 256
TOLERANCE = 1e-5


def examples(info):
    shape = [EXAMPLES] + info["shape"][1:]
    random = np.random.default_rng(1)
    if info["type"] == "uint8":
        return random.integers(0, 256, shape).astype(np.uint8)
    return random.normal(size=shape).astype(np.float32)


def signature(folder):
    model = saved_model_pb2.SavedModel()
    with open(os.path.join(folder, "saved_model.pb"), "rb") as file:
        model.ParseFromString(file.read())
    return model.meta_graphs[0].signature_def["serving_default"]


def lite(folder, name, x, output):
    converter = tf.lite.TFLiteConverter.from_saved_model(folder, signature_keys=["serving_default"])
    interpreter = tf.lite.Interpreter(model_content=converter.convert())
    runner = interpreter.get_signature_runner("serving_default")
    return np.concatenate([runner(**{name: x[i : i + 1]})[output] for i in range(len(x))])


def check(folder):
    with open(os.path.join(folder, "supernet.json")) as file:
        manifest = json.load(file)
    name, output = manifest["input"]["name"], manifest["outputs"][0]["name"]
    x = examples(manifest["input"])

    model = tf.saved_model.load(folder)
    serve = model.signatures["serving_default"]
    said = serve(**{name: tf.constant(x)})[output].numpy()
    with tf.GradientTape() as tape:
        answer = serve(**{name: tf.constant(x)})[output]
    gradients = tape.gradient(answer, serve.trainable_variables)
    print(f"{folder}: {len(serve.variables)} variables, {sum(g is not None for g in gradients)} with gradients")
    right = bool(serve.variables) and all(g is not None for g in gradients)
    right &= tf.compat.v1.saved_model.is_valid_signature(signature(folder))
    right &= serve(**{name: tf.constant(x[:0])})[output].shape[0] == 0

    session = onnxruntime.InferenceSession(os.path.join(folder, "model.onnx"))
    others = {
        "onnxruntime": lambda: session.run([output], {name: x})[0],
        "LiteRT": lambda: lite(folder, name, x, output),
    }
    for client, ask in others.items():
        difference = float(np.abs(ask() - said).max())
        print(f"  {client}: largest difference {difference:.1e}")
        right &= difference <= TOLERANCE * max(1, float(np.abs(said).max()))
    right &= session.run([output], {name: x[:0]})[0].shape[0] == 0
    return right


if __name__ == "__main__":
    sys.exit(0 if all([check(folder) for folder in sys.argv[1:]]) else 1)
