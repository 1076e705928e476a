package org.minqing;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.minqing.directory.OfficerReport.FirstPassword;

/**
 * The file that first passwords are written to, readable by its owner alone. It is opened before officers are imported:
 * a place that cannot be written to must show before, since the passwords can be read only once.
 */
final class FirstPasswordFile implements Closeable {

    private static final String HEADING = "id,first_password\n";

    private final Path path;

    private FirstPasswordFile(Path path) {
        this.path = path;
    }

    /** {@code <name>.first-passwords.csv} beside the officers' file; what it holds already stays. */
    static FirstPasswordFile beside(Path officers) throws IOException {
        Path path = officers.resolveSibling(
                officers.getFileName().toString().replaceFirst("\\.[^.]+$", "") + ".first-passwords.csv");
        if (!Files.exists(path)) {
            if (Files.getFileStore(officers.toAbsolutePath()).supportsFileAttributeView("posix")) {
                Files.createFile(
                        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            } else {
                Files.createFile(path);
            }
            Files.writeString(path, HEADING);
        } else if (!Files.isWritable(path)) {
            throw new IOException("无法写入文件 " + path);
        }
        return new FirstPasswordFile(path);
    }

    void write(List<FirstPassword> passwords) throws IOException {
        StringBuilder rows = new StringBuilder();
        passwords.forEach(first ->
                rows.append(first.id()).append(',').append(first.password()).append('\n'));
        Files.writeString(path, rows, StandardCharsets.UTF_8, StandardOpenOption.APPEND);
    }

    Path path() {
        return path;
    }

    /** Leaves no file that says nothing. */
    @Override
    public void close() throws IOException {
        if (Files.size(path) == HEADING.length()) {
            Files.delete(path);
        }
    }
}
