package marginflow.io.data;

/**
 * Parameters of a network as they were read from a file.
 *
 * @param theta the parameters, length P
 * @param layout which arrays of the file they were, and how they were stored
 * @param sha256 SHA-256 of the file
 */
public record LoadedParameters(double[] theta, ParameterLayout layout, String sha256) {}
