/**
 * The margin problem as certificates see it: samples times their labels, the structure of a network
 * that bounds and pieces are made for, a point scaled to margin one, and networks evaluated in exact
 * arithmetic.
 */
package marginflow.certificate.problem;
