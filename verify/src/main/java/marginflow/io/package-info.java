/**
 * What all files have in common, whether data comes in or a run goes out.
 *
 * <p>An input is bytes that are already in memory ({@link marginflow.io.InputFile}). What is wrong
 * with it is told by a {@link marginflow.io.BadDataException}, which names file, place, what was
 * expected and what was found; what a reader recognised, left out or renamed is told in {@link
 * marginflow.io.Notes}, which commands print and documents keep. What a header or a line claims is
 * held against the file's size and the heap ({@link marginflow.io.Heap}) before anything is
 * allocated for it. Text of a file reaches the terminal through {@link marginflow.io.Printable}.
 *
 * <p>Data sets and weights are read by {@code io.data}, run folders written by {@code io.run}.
 *
 * <p>May depend on no other package; {@code io.data}, {@code io.run}, {@code crosscheck}, {@code
 * report}, {@code claims}, {@code run}, {@code sweep}, {@code cli}, {@code bench} may depend on it.
 */
@NullMarked
package marginflow.io;

import org.jspecify.annotations.NullMarked;
