package org.minqing;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import org.minqing.appeal.RequesterService;
import org.minqing.notification.AddressService;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code reencrypt}: seals all personal data and addresses with the current key; the application may run on meanwhile. */
@Command(
        name = "reencrypt",
        description = "用当前密钥重新加密全部个人信息；完成后旧密钥可以移除。可与应用同时运行，可中断后重来。",
        exitCodeOnExecutionException = Commands.FAILED)
final class ReencryptCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        try (ConfigurableApplicationContext application = Commands.start(Map.of())) {
            int rows = application.getBean(RequesterService.class).reencrypt()
                    + application.getBean(AddressService.class).reencrypt();
            spec.commandLine().getOut().println("已用当前密钥重新加密 %d 条，旧密钥可以移除".formatted(rows));
            return Commands.ALL_TAKEN;
        }
    }
}
