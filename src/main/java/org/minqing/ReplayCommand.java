package org.minqing;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.minqing.appeal.Level;
import org.minqing.appeal.UrgencyClass;
import org.minqing.directory.DirectoryImporter;
import org.minqing.replay.Replay;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code replay}: what today's deadlines would have done to the appeals of a historical export. */
@Command(
        name = "replay",
        description = "在内存中按虚拟时间回放历史诉求，写出 outcomes.csv 和 summary.md；不触及所配置的数据库。",
        exitCodeOnExecutionException = Commands.FAILED)
final class ReplayCommand implements Callable<Integer> {

    private static final int KEY_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    @Spec
    private CommandSpec spec;

    @Option(names = "--units", paramLabel = "FILE", required = true, description = "单位：code,name,level,parent_code")
    private Path units;

    @Option(
            names = "--appeals",
            paramLabel = "FILE",
            required = true,
            description = "历史诉求：message_id,subject,created_at,details,reply,replied_at")
    private Path appeals;

    @Option(names = "--urgency", paramLabel = "CLASS", description = "全部按此紧急程度：${COMPLETION-CANDIDATES}")
    private UrgencyClass urgency;

    @Option(names = "--start-level", paramLabel = "LEVEL", description = "全部从此层级开始：${COMPLETION-CANDIDATES}")
    private Level startLevel;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "结果目录")
    private Path out;

    @Override
    public Integer call() throws IOException {
        Commands.requireReadable(spec.commandLine(), units);
        Commands.requireReadable(spec.commandLine(), appeals);
        Files.createDirectories(out);
        PrintWriter print = spec.commandLine().getOut();
        print.println("正在启动……");
        try (ConfigurableApplicationContext application = Commands.start(settings());
                InputStream unitFile = Files.newInputStream(units)) {
            int exit = Commands.report(
                    print, "单位", application.getBean(DirectoryImporter.class).importUnits(unitFile));
            List<ImportReport.RefusedRow> refused =
                    application.getBean(Replay.class).run(appeals, out, print::println);
            refused.forEach(row -> Commands.printRefused(print, row));
            print.println("结果在 %s：outcomes.csv、summary.md；未能读取 %d 行".formatted(out, refused.size()));
            return refused.isEmpty() ? exit : Commands.SOME_REFUSED;
        }
    }

    /** An empty database in memory and a key that nobody keeps, whatever is configured otherwise. */
    private Map<String, String> settings() {
        String key = freshKey();
        Map<String, String> settings = new LinkedHashMap<>(Map.of(
                "spring.profiles.active", "replay",
                "spring.datasource.url", "jdbc:h2:mem:replay;DB_CLOSE_DELAY=-1;QUERY_CACHE_SIZE=1000",
                "spring.datasource.username", "sa",
                "spring.datasource.password", "",
                "minqing.personal-data.current-key", "replay",
                "minqing.personal-data.keys.replay", key,
                "minqing.audit.key", key));
        if (urgency != null) {
            settings.put("minqing.replay.urgency", urgency.name());
        }
        if (startLevel != null) {
            settings.put("minqing.replay.start-level", startLevel.name());
        }
        return settings;
    }

    private static String freshKey() {
        byte[] key = new byte[KEY_BYTES];
        RANDOM.nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }
}
