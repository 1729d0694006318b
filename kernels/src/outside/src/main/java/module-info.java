/** A project of somebody else's: all it asks of Maven is the artifact marginflow-kernels. */
module example {
  requires marginflow.kernels;
}
