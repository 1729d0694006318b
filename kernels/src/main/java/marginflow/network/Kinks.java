package marginflow.network;

/**
 * The kinks of a {@link MarginModel}: a hidden unit and a row at which the network switches between
 * two smooth pieces when a scalar {@code z(θ)} changes sign. For an activation {@code φ(z) = max(z,
 * αz)} the scalar is the pre-activation, and the slope is 1 on the positive side and α on the
 * other.
 *
 * <p>Three things are asked of them, by those who need no more: which they are, {@link KinkIndex};
 * on which side the pattern has them, {@link KinkPattern}; and where they are, {@link
 * KinkGeometry}.
 */
public interface Kinks extends KinkIndex, KinkPattern, KinkGeometry {}
