def log = new File(basedir, "build.log").text
// A plain assert would print the whole log.
def says = { if (!log.contains(it)) throw new AssertionError("not said: " + it) }
def counts = { String part, int times ->
  if (log.count(part) != times) throw new AssertionError(part + ": " + log.count(part) + " times, not " + times)
}
[
    "train supernet: loss",
    "Train the best alone with: supernet retrain",
    "going on with the run in models/run-",
    "Found: ",
    "result: src/main/supernet/run.json",
    "up to date: models/run-",
    "Report: ",
    "test accuracy 0.",
    "There is no property 'supernet.spce'; did you mean supernet.space?",
    "[ERROR] Unknown options: '--bugdet'",
    "-Dsupernet.epochs=9 has no effect: the POM's <epochs> counts",
    "skipped (supernet.skip)",
    "less than 0.9990; give the search more time",
    "more than 1; search under the limit (supernet.limitMacs)",
    "minTau: an audit of 4 architectures has no interval; audit 8 or more",
    "measures it, ",
].each { says it }
// One supernet is trained, one search is made: what was done is not done again.
counts "train supernet ...", 1
counts "evolution search ...", 1

assert new File(basedir, "target/supernet/run/report.html").isFile()
assert new File(basedir, "target/supernet/run/model/1/saved_model.pb").isFile()
assert new File(basedir, "models").list().findAll { !it.startsWith(".") }.size() == 1
def found = new groovy.json.JsonSlurper().parse(new File(basedir, "src/main/supernet/run.json"))
assert found.audit.architectures == 4
assert found.architecture.contains("/")
assert found.metrics.test.accuracy > 0.1
assert found.inputs.classes == ""
