package marginflow.io;

import java.io.IOException;

/** A run folder that cannot be used as asked; the message says which and why. */
public final class FolderException extends IOException {

  private static final long serialVersionUID = 1L;

  FolderException(String message) {
    super(message);
  }
}
