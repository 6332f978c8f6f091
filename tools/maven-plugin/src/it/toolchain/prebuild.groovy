new File(basedir, "toolchains.xml").text = new File(basedir, "toolchains.xml").text
    .replace("@java.home@", System.getProperty("java.home"))
return true
