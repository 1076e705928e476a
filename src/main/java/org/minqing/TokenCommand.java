package org.minqing;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import org.minqing.security.ApiToken;
import org.minqing.security.TokenService;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code token}: bearer tokens of units' systems in the configured database. */
@Command(name = "token", description = "业务系统的令牌：issue 发放，list 列出，revoke 吊销。", synopsisSubcommandLabel = "COMMAND")
final class TokenCommand {

    @Spec
    private CommandSpec spec;

    @Command(name = "issue", description = "发放令牌；令牌只显示这一次。", exitCodeOnExecutionException = Commands.FAILED)
    int issue(
            @Option(names = "--unit", required = true, paramLabel = "CODE", description = "单位代码") String unit,
            @Option(names = "--name", required = true, paramLabel = "NAME", description = "给哪个系统使用") String name,
            @Option(names = "--days", defaultValue = "365", description = "有效天数，默认 ${DEFAULT-VALUE}") int days)
            throws IOException {
        return with((tokens, out) -> out.println(tokens.issue(unit, name, days).secret()));
    }

    @Command(name = "list", description = "列出全部令牌。", exitCodeOnExecutionException = Commands.FAILED)
    int list() throws IOException {
        return with((tokens, out) -> tokens.all().forEach(token -> out.println(line(token))));
    }

    @Command(name = "revoke", description = "吊销令牌，即刻生效。", exitCodeOnExecutionException = Commands.FAILED)
    int revoke(@Parameters(paramLabel = "ID", description = "list 列出的编号") String id) throws IOException {
        return with((tokens, out) -> tokens.revoke(id));
    }

    private int with(java.util.function.BiConsumer<TokenService, PrintWriter> work) throws IOException {
        try (ConfigurableApplicationContext application = Commands.start(Map.of())) {
            work.accept(
                    application.getBean(TokenService.class), spec.commandLine().getOut());
        }
        return Commands.ALL_TAKEN;
    }

    private static String line(ApiToken token) {
        return "%s  %s…  %s  %s  %s"
                .formatted(
                        token.id(),
                        token.hint(),
                        token.unitCode(),
                        token.revokedAt() == null ? "有效期至 " + token.expiresAt() : "已于 " + token.revokedAt() + " 吊销",
                        token.name());
    }
}
