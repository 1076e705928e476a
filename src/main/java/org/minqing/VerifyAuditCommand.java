package org.minqing;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import org.minqing.audit.AuditReport;
import org.minqing.audit.AuditVerifier;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code verify-audit}: whether the audit log is as the application wrote it. Exit code 1 when something is not. */
@Command(
        name = "verify-audit",
        description = "核对审计记录：有无改动、删除、插入、调换次序或截尾；需要审计密钥和检查点目录。",
        exitCodeOnExecutionException = Commands.FAILED)
final class VerifyAuditCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        try (ConfigurableApplicationContext application = Commands.start(Map.of())) {
            AuditReport report = application.getBean(AuditVerifier.class).verify();
            PrintWriter out = spec.commandLine().getOut();
            out.println("审计记录 %d 条，封印 %d 个，尚未封印 %d 条".formatted(report.entries(), report.seals(), report.unsealed()));
            report.findings().forEach(finding -> out.println("  " + finding));
            out.println(
                    report.isWhole()
                            ? "完整"
                            : "发现 %d 处问题".formatted(report.findings().size()));
            return report.isWhole() ? Commands.ALL_TAKEN : Commands.SOME_REFUSED;
        }
    }
}
