name := "catalogue"
scalaVersion := "3.3.4"
lazy val root = (project in file(".")).enablePlugins(PlayScala)
