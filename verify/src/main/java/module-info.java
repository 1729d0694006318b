/**
 * The judgement, and the way in for people: references, cross-checks, claims, files, reports and
 * the commands.
 */
module marginflow.verify {
  requires transitive marginflow.kernels;
  requires transitive org.apache.commons.numbers.core;
  requires java.desktop;
  requires jdk.incubator.vector;
  requires jdk.httpserver;
  requires jdk.jfr;
  requires jdk.management;
  requires info.picocli;
  requires transitive tools.jackson.databind;
  requires de.siegmar.fastcsv;
  requires org.snakeyaml.engine;
  requires static org.jspecify;

  exports marginflow.crosscheck;
  exports marginflow.io;
  exports marginflow.io.data;
  exports marginflow.io.run;
  exports marginflow.reference;

  opens marginflow.io.data to
      tools.jackson.databind;
  opens marginflow.io.run to
      tools.jackson.databind;

  uses marginflow.cli.CellEngine;

  opens marginflow.cli to
      info.picocli;
}
