package org.minqing;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.NestedExceptionUtils;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/**
 * The command line. Exit code 0 = everything was taken, 1 = some rows were refused or something was found, 2 = wrong usage, an unreadable file
 * or a database that cannot be reached.
 */
@Command(
        name = "minqing",
        description = "民情：不带命令时启动网页应用。",
        subcommands = {
            ImportCommand.class,
            ReplayCommand.class,
            TokenCommand.class,
            ReencryptCommand.class,
            VerifyAuditCommand.class,
            CommandLine.HelpCommand.class
        })
final class Commands {

    static final int ALL_TAKEN = 0;
    static final int SOME_REFUSED = 1;
    static final int FAILED = 2;

    private static final String ENGINE_REST =
            "org.camunda.bpm.spring.boot.starter.rest.CamundaBpmRestJerseyAutoConfiguration";

    private Commands() {}

    static boolean isCommand(String[] args) {
        return args.length > 0 && commandLine().getSubcommands().containsKey(args[0]);
    }

    static int run(String... args) {
        return commandLine()
                .setOut(utf8(FileDescriptor.out))
                .setErr(utf8(FileDescriptor.err))
                .execute(args);
    }

    static CommandLine commandLine() {
        CommandLine commands = new CommandLine(new Commands());
        commands.setExecutionExceptionHandler((failure, command, parsed) -> {
            if (!(failure instanceof Refused || failure instanceof IOException)) {
                throw failure;
            }
            command.getErr().println(failure.getMessage());
            return FAILED;
        });
        return commands;
    }

    /**
     * The application without web server and without job executor; the settings win over every other source.
     *
     * @throws IOException when it cannot start, mostly because of the database
     */
    static ConfigurableApplicationContext start(Map<String, String> settings) throws IOException {
        Map<String, String> all = new HashMap<>(settings);
        all.put("camunda.bpm.job-execution.enabled", "false");
        all.put("spring.autoconfigure.exclude", ENGINE_REST); // asks for a web server
        all.put("camunda.bpm.generate-unique-process-engine-name", "true");
        all.put("logging.level.root", "warn");
        // a start that fails is told in one sentence below
        all.put("logging.level.org.springframework.context", "error");
        all.put("logging.level.org.springframework.boot.SpringApplication", "off");
        try {
            return new SpringApplicationBuilder(MinqingApplication.class)
                    .web(WebApplicationType.NONE)
                    .bannerMode(Banner.Mode.OFF)
                    .logStartupInfo(false)
                    .run(all.entrySet().stream()
                            .map(setting -> "--%s=%s".formatted(setting.getKey(), setting.getValue()))
                            .toArray(String[]::new));
        } catch (RuntimeException failed) {
            throw new IOException(
                    "应用无法启动（数据库是否正被占用，或无法连接？）："
                            + NestedExceptionUtils.getMostSpecificCause(failed).getMessage(),
                    failed);
        }
    }

    /** @param file null where the option was not given */
    static void requireReadable(CommandLine command, Path file) {
        if (file != null && !(Files.isRegularFile(file) && Files.isReadable(file))) {
            throw new ParameterException(command, "无法读取文件 " + file);
        }
    }

    /** Prints what an import did; each refused row on a line of its own. */
    static int report(PrintWriter out, String what, ImportReport report) {
        out.println("%s：新增 %d，变更 %d，未变 %d，拒绝 %d"
                .formatted(
                        what,
                        report.added(),
                        report.changed(),
                        report.unchanged(),
                        report.refused().size()));
        report.refused().forEach(row -> printRefused(out, row));
        return report.refused().isEmpty() ? ALL_TAKEN : SOME_REFUSED;
    }

    static void printRefused(PrintWriter out, ImportReport.RefusedRow row) {
        out.println("  第 %d 行%s：%s".formatted(row.row(), row.field() == null ? "" : "，" + row.field(), row.reason()));
    }

    /** Whatever the terminal's locale is: what is printed is Chinese. */
    private static PrintWriter utf8(FileDescriptor stream) {
        return new PrintWriter(new FileOutputStream(stream), true, StandardCharsets.UTF_8);
    }
}
