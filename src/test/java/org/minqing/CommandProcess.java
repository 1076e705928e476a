package org.minqing;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Runs the application as a user does: in a process of its own, without anything of the tests. */
public final class CommandProcess {

    private static final String TEST_CLASS_PATH =
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

    private CommandProcess() {}

    /** @param environment settings in the way in which they come from outside */
    static Result run(Map<String, String> environment, Path printed, String... arguments)
            throws IOException, InterruptedException {
        ProcessBuilder builder = builder(printed, arguments);
        builder.environment().putAll(environment);
        Process process = builder.start();
        Duration processorTime = Duration.ZERO;
        try {
            while (!process.waitFor(200, TimeUnit.MILLISECONDS)) {
                processorTime = process.info().totalCpuDuration().orElse(processorTime);
            }
        } finally {
            process.destroyForcibly();
        }
        return new Result(process.exitValue(), Files.readString(printed, StandardCharsets.UTF_8), processorTime);
    }

    /** The application, not started yet; what it prints goes to a file. */
    public static ProcessBuilder builder(Path printed, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                productClassPath(),
                MinqingApplication.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(printed.toFile());
        builder.environment().put("LC_ALL", "C"); // what is printed must not depend on it
        return builder;
    }

    private static String productClassPath() {
        return Arrays.stream(TEST_CLASS_PATH.split(File.pathSeparator))
                .filter(entry -> !entry.contains("test-classes") && !entry.contains("process-test-coverage"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** @param processorTime on all cores together */
    record Result(int exit, String printed, Duration processorTime) {}
}
