package marginflow.io.run;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;

/** A run folder that cannot be used as asked; the message says which and why. */
public final class FolderException extends IOException {

  private static final long serialVersionUID = 1L;

  FolderException(String message) {
    super(message);
  }

  /** Why a file could not be read or written, in words for a person. */
  public static String reason(IOException e) {
    String message = String.valueOf(e.getMessage());
    return switch (e) {
      case AccessDeniedException denied -> "permission denied (%s)".formatted(denied.getFile());
      case NoSuchFileException missing -> "%s is not there".formatted(missing.getFile());
      case NotDirectoryException file -> "%s is not a folder".formatted(file.getFile());
      case FileSystemException other when other.getReason() != null ->
          "%s (%s)".formatted(lowerCase(other.getReason()), other.getFile());
      default -> lowerCase(message);
    };
  }

  private static String lowerCase(String sentence) {
    return sentence.isEmpty()
        ? "no reason given"
        : sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1);
  }
}
