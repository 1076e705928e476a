package org.minqing.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Processor time as Linux counts it. */
final class ProcessCpu {

    private static final long NANOS_PER_MILLI = 1_000_000;
    /** Linux counts processes' time in hundredths of a second, whatever its own clock is. */
    private static final long MILLIS_PER_TICK = 10;

    private static final int PARENT = 1;
    private static final int USER = 11;
    private static final int SYSTEM = 12;
    private static final int CHILDREN_USER = 13;
    private static final int CHILDREN_SYSTEM = 14;

    private ProcessCpu() {}

    static long ofThisJvm() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime()
                / NANOS_PER_MILLI;
    }

    /** A process, its children, and those of its children that have ended. */
    static long ofFamily(long pid) {
        long ticks = stat(pid)
                .map(fields -> sum(fields, USER, SYSTEM, CHILDREN_USER, CHILDREN_SYSTEM))
                .orElse(0L);
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                ticks += stat(Long.parseLong(process.getFileName().toString()))
                        .filter(fields -> Long.parseLong(fields[PARENT]) == pid)
                        .map(fields -> sum(fields, USER, SYSTEM))
                        .orElse(0L);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return ticks * MILLIS_PER_TICK;
    }

    /** How busy the machine is, {@code 1.20 0.80 0.60}: runnable processes in the last 1, 5 and 15 minutes. */
    static String load() {
        try {
            String[] fields = Files.readString(Path.of("/proc/loadavg")).split(" ");
            return fields[0] + " " + fields[1] + " " + fields[2];
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The fields after the name, which may hold spaces; empty where the process has just ended. */
    private static Optional<String[]> stat(long pid) {
        try {
            String line = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return Optional.of(line.substring(line.lastIndexOf(')') + 2).split(" "));
        } catch (IOException ended) {
            return Optional.empty();
        }
    }

    private static long sum(String[] fields, int... at) {
        long sum = 0;
        for (int field : at) {
            sum += Long.parseLong(fields[field]);
        }
        return sum;
    }
}
