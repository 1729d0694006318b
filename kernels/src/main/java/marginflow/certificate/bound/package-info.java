/**
 * Bounds of the best margin that any parameters of norm one have: for linear and diagonal networks
 * by the hard margin, for two layers by Lagrangian duality over neurons, by branch and bound.
 */
package marginflow.certificate.bound;
