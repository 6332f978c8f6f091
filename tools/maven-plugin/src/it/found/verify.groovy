def log = new File(basedir, "build.log").text
// A plain assert would print the whole log.
def says = { if (!log.contains(it)) throw new AssertionError("not said: " + it) }
def counts = { String part, int times ->
  if (log.count(part) != times) throw new AssertionError(part + ": " + log.count(part) + " times, not " + times)
}
says "src/main/supernet/found.json is up to date: nothing is searched"
says "judging the model of models/found-"
says "up to date: models/found-"
says "the options changed since src/main/supernet/found.json was written"
counts "retrain 1/1 ...", 1
counts "train supernet", 0
counts "search ...", 0
assert new File(basedir, "target/supernet/found/model/1/saved_model.pb").isFile()
def committed = new File(basedir, "../../../src/it/found/src/main/supernet/found.json")
assert new File(basedir, "src/main/supernet/found.json").text == committed.text
