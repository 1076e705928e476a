package org.minqing.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** What a review of container files would look for. */
class DockerFilesTest {

    /** A name and a full version, e.g. {@code postgres:17.6-bookworm}. */
    private static final Pattern PINNED = Pattern.compile("[a-z./-]+:\\d+\\.\\d+[\\w.-]*");

    private final ComposeFile compose = new ComposeFile();
    private final List<String> dockerfile = Files.readAllLines(ComposeFile.FOLDER.resolve("Dockerfile"));

    DockerFilesTest() throws IOException {}

    @Test
    void images_arePinnedToAVersion() {
        compose.services()
                .keySet()
                .forEach(service -> assertThat((String) compose.service(service).get("image"))
                        .as(service)
                        .matches(PINNED));
        assertThat(instructions("FROM"))
                .isNotEmpty()
                .allSatisfy(from -> assertThat(from.split(" ")[0]).matches(PINNED));
    }

    @Test
    void secrets_comeFromOutsideAndMustBeSet() throws IOException {
        Map<String, String> example = ComposeFile.example();
        compose.services()
                .keySet()
                .forEach(service -> ComposeFile.map(compose.service(service).get("environment"))
                        .forEach((name, value) -> {
                            if (isSecret(name)) {
                                assertThat(String.valueOf(value)).as(name).matches(ComposeFile.VARIABLE);
                            }
                        }));
        assertThat(example).allSatisfy((name, value) -> {
            if (isSecret(name)) {
                assertThat(value).as(name).isEmpty();
            }
        });
        assertThat(text())
                .contains("${MINQING_DB_PASSWORD:?", "${MINQING_PERSONAL_DATA_KEY:?", "${MINQING_AUDIT_KEY:?")
                .doesNotContain("${MINQING_DB_PASSWORD}", "${MINQING_PERSONAL_DATA_KEY}", "${MINQING_AUDIT_KEY}");
        assertThat(Files.readString(Path.of(".gitignore"))).contains(".env");
    }

    @Test
    void everyVariable_isExplainedInTheExampleAndUsed() throws IOException {
        Set<String> used = new HashSet<>();
        Matcher found = ComposeFile.VARIABLE.matcher(text());
        while (found.find()) {
            used.add(found.group(1));
        }
        assertThat(ComposeFile.example().keySet()).containsExactlyInAnyOrderElementsOf(used);
    }

    @Test
    void everyService_isWatchedRestartedAndUnprivileged() {
        for (String name : compose.services().keySet()) {
            Map<String, Object> service = compose.service(name);
            assertThat(service.get("restart")).as(name).isEqualTo("unless-stopped");
            assertThat(service.get("security_opt"))
                    .as(name)
                    .asInstanceOf(InstanceOfAssertFactories.LIST)
                    .contains("no-new-privileges:true");
            assertThat(service).as(name).doesNotContainKey("privileged");
            assertThat(service.containsKey("healthcheck") || service.containsKey("build"))
                    .as("%s has a health check, of its own or its image's", name)
                    .isTrue();
        }
        assertThat(instructions("HEALTHCHECK")).singleElement().asString().contains("CMD");
    }

    @Test
    void onlyTheProxy_isReachableFromOutside() {
        assertThat(compose.services().keySet())
                .filteredOn(name -> compose.service(name).containsKey("ports"))
                .containsExactly("proxy");
        assertThat(compose.service("database").get("networks"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .containsExactly("back");
    }

    @Test
    void mountedFiles_exist() {
        for (String name : compose.services().keySet()) {
            Object volumes = compose.service(name).getOrDefault("volumes", List.of());
            for (Object volume : (List<?>) volumes) {
                String source = volume.toString().split(":")[0];
                if (source.startsWith("./")) {
                    assertThat(ComposeFile.FOLDER.resolve(source)).exists();
                }
            }
        }
    }

    @Test
    void image_runsAsSomebodyWithoutRights() {
        assertThat(instructions("USER")).last().asString().isNotEqualTo("root").isNotEqualTo("0");
        assertThat(dockerfile.indexOf("USER 10001"))
                .isLessThan(dockerfile.indexOf("ENTRYPOINT [\"java\", \"-jar\", \"minqing.jar\"]"));
        assertThat(instructions("COPY")).noneMatch(copy -> copy.startsWith(". "));
    }

    private List<String> instructions(String name) {
        return dockerfile.stream()
                .filter(line -> line.startsWith(name + " "))
                .map(line -> line.substring(name.length() + 1))
                .toList();
    }

    private static boolean isSecret(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return upper.contains("PASSWORD") || upper.endsWith("_KEY") || upper.contains("SECRET");
    }

    private static String text() throws IOException {
        return Files.readString(ComposeFile.FOLDER.resolve("compose.yaml"));
    }
}
