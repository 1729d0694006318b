package example;

import marginflow.experiment.Experiment;

class Example {
  public static void main(String[] args) {
    double[][] x = {{2, 1}, {1, 2}, {-2, -1}, {-1, -2}, {3, -1}};
    double[] y = {1, 1, -1, -1, 1};
    var end = Experiment.of(x, y, "relu:2-20-1").start(1, 0.01).untilLog10Loss(-1e6).run();
    System.out.println(end.flow().message());
    System.out.println("margin " + end.certificate().normalizedMargin());
    System.out.println("proved " + end.certificate().verdict().id());
    System.out.println(end.certificate().evidence());
  }
}
