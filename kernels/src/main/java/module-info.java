/**
 * The mathematics: arrays, kernels, networks, losses, flows and certificates. Needs the JDK only,
 * and prints nothing, reads no clock and opens no file.
 */
@SuppressWarnings("module") // marginflow.verify is built after this one
module marginflow.kernels {
  requires jdk.incubator.vector;

  exports marginflow.array;
  exports marginflow.kernel;
  exports marginflow.loss;
  exports marginflow.network;
  exports marginflow.network.layered;
  exports marginflow.flow;
  exports marginflow.flow.event;
  exports marginflow.certificate;
  exports marginflow.certificate.verdict;
  exports marginflow.experiment;

  // The exact margins of the claims, and the cap of the window in the commands' help.
  exports marginflow.certificate.bound to
      marginflow.verify;
  exports marginflow.certificate.kkt to
      marginflow.verify;
}
