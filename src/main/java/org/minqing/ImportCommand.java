package org.minqing;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.minqing.deadline.CalendarImport;
import org.minqing.directory.DirectoryImporter;
import org.minqing.directory.OfficerReport;
import org.minqing.intake.AppealImport;
import org.minqing.intake.AppealReport;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code import}: takes files into the configured database. */
@Command(
        name = "import",
        description = "把文件导入所配置的数据库；可一次给出几种，按单位、人员、日历、诉求的顺序导入。",
        exitCodeOnExecutionException = Commands.FAILED)
final class ImportCommand implements Callable<Integer> {

    private static final int PROGRESS_STEPS = 20;

    @Spec
    private CommandSpec spec;

    @Option(names = "--units", paramLabel = "FILE", description = "单位：code,name,level,parent_code")
    private Path units;

    @Option(
            names = "--officers",
            paramLabel = "FILE",
            description = "人员：id,name,unit_code,roles,email,first_responsible；初始密码写入同目录的 <文件名>.first-passwords.csv")
    private Path officers;

    @Option(names = "--calendar", paramLabel = "FILE", description = "节假日与调休：date,kind,name")
    private Path calendar;

    @Option(names = "--appeals", paramLabel = "FILE", description = "诉求：渠道导出的 .xlsx 或 .csv")
    private Path appeals;

    @Option(
            names = "--source",
            paramLabel = "NAME",
            defaultValue = "message-board",
            description = "诉求的来源渠道，默认 ${DEFAULT-VALUE}")
    private String source;

    @Override
    public Integer call() throws IOException {
        if (Stream.of(units, officers, calendar, appeals).allMatch(Objects::isNull)) {
            throw new ParameterException(spec.commandLine(), "请至少给出 --units、--officers、--calendar、--appeals 之一");
        }
        Stream.of(units, officers, calendar, appeals)
                .forEach(file -> Commands.requireReadable(spec.commandLine(), file));
        try (ConfigurableApplicationContext application = Commands.start(Map.of())) {
            return importAll(application);
        }
    }

    private int importAll(ApplicationContext application) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        DirectoryImporter directory = application.getBean(DirectoryImporter.class);
        int exit = Commands.ALL_TAKEN;
        if (units != null) {
            exit |= Commands.report(out, "单位", importFile(units, directory::importUnits));
        }
        if (officers != null) {
            exit |= importOfficers(out, directory);
        }
        if (calendar != null) {
            exit |= Commands.report(
                    out, "日历", importFile(calendar, application.getBean(CalendarImport.class)::importCalendar));
        }
        if (appeals != null) {
            exit |= importAppeals(out, application.getBean(AppealImport.class));
        }
        return exit;
    }

    private int importAppeals(PrintWriter out, AppealImport importer) {
        AppealReport report = importer.importFile(appeals, source, progress(out));
        out.println("诉求：新建 %d，已有 %d，拒绝 %d"
                .formatted(report.created(), report.known(), report.refused().size()));
        report.refused().forEach(row -> Commands.printRefused(out, row));
        return report.refused().isEmpty() ? Commands.ALL_TAKEN : Commands.SOME_REFUSED;
    }

    private static AppealImport.Progress progress(PrintWriter out) {
        AtomicLong told = new AtomicLong();
        return (done, all) -> {
            if (done == all || done - told.get() >= all / PROGRESS_STEPS) {
                told.set(done);
                out.println("  诉求 %d / %d 行".formatted(done, all));
            }
        };
    }

    private int importOfficers(PrintWriter out, DirectoryImporter directory) throws IOException {
        try (FirstPasswordFile passwords = FirstPasswordFile.beside(officers)) {
            OfficerReport report = importFile(officers, directory::importOfficers);
            passwords.write(report.firstPasswords());
            int exit = Commands.report(out, "人员", report.rows());
            if (!report.firstPasswords().isEmpty()) {
                out.println("  %d 个初始密码已写入 %s，请分发后删除"
                        .formatted(report.firstPasswords().size(), passwords.path()));
            }
            return exit;
        }
    }

    private static <R> R importFile(Path file, Function<InputStream, R> importer) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            return importer.apply(content);
        }
    }
}
