/**
 * The judgement, and the way in for people: references, cross-checks, claims, files, reports and
 * the commands.
 */
module marginflow.verify {
  requires marginflow.kernels;
  requires info.picocli;
  requires tools.jackson.databind;
  requires de.siegmar.fastcsv;
  requires static org.jspecify;

  opens marginflow.cli to
      info.picocli;
}
