/**
 * The mathematics: arrays, kernels, networks, losses, flows and certificates. Needs the JDK only,
 * and prints nothing, reads no clock and opens no file.
 */
module marginflow.kernels {
  requires jdk.incubator.vector;

  exports marginflow.array;
  exports marginflow.kernel;
  exports marginflow.loss;
  exports marginflow.network;
  exports marginflow.flow;
  exports marginflow.flow.event;
  exports marginflow.certificate;
  exports marginflow.certificate.verdict;
  exports marginflow.experiment;
}
