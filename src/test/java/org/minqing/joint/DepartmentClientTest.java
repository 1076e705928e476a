package org.minqing.joint;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.minqing.MinqingTest;
import org.minqing.ProcessDriver;
import org.minqing.appeal.Appeal;
import org.minqing.appeal.TimelineKind;
import org.minqing.security.TokenService;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The example client of the documentation, compiled and run as it stands there. */
@MinqingTest
class DepartmentClientTest {

    private static final Path SOURCE = Path.of("docs/examples/java/DepartmentClient.java");
    private static final String UNIT = "420106-CLIENT";

    @LocalServerPort
    int port;

    @Autowired
    TokenService tokens;

    @Autowired
    ProcessDriver driver;

    @Autowired
    JointDriver joint;

    @TempDir
    Path classes;

    @Test
    void clientPolls_everyWaitingPartIsClaimedAndAcceptedOnce() throws Exception {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        String into = classes.toString();
        String[] options = {"-cp", into, "-Xlint:all", "-Werror", "-d", into, SOURCE.toString()};
        assertThat(compiler.run(null, null, null, options)).isZero();
        joint.unit(UNIT, "DEPARTMENT", "client-1");
        List<Appeal> appeals = List.of(joint.convened(UNIT), joint.convened(UNIT));
        List<String> tasks = appeals.stream()
                .map(appeal -> joint.task(appeal, JointModel.ACCEPT_PART, UNIT).taskId())
                .toList();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
            Class<?> type = loader.loadClass("DepartmentClient");
            Object client = type.getConstructor(String.class, String.class)
                    .newInstance(
                            "http://127.0.0.1:" + port,
                            tokens.issue(UNIT, "示例系统", 1).secret());
            Method poll = type.getMethod("poll");
            assertThat(poll.invoke(client))
                    .asInstanceOf(InstanceOfAssertFactories.LIST)
                    .containsExactlyInAnyOrderElementsOf(tasks);
            assertThat(poll.invoke(client))
                    .asInstanceOf(InstanceOfAssertFactories.LIST)
                    .isEmpty();
        }
        assertThat(appeals)
                .allSatisfy(appeal ->
                        assertThat(driver.kinds(appeal)).contains(TimelineKind.CLAIMED, TimelineKind.PART_ACCEPTED));
    }
}
