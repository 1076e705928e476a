package org.minqing.docker;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** {@code docker/compose.yaml} and {@code docker/.env.example} as the tests read them. */
final class ComposeFile {

    static final Path FOLDER = Path.of("docker");
    /** {@code ${NAME}}, or {@code ${NAME:?why}} for what must not be empty; not {@code $$}. */
    static final Pattern VARIABLE = Pattern.compile("(?<!\\$)\\$\\{([A-Z_]+)(:\\?[^}]*)?}");

    private final Map<String, Object> root;

    ComposeFile() throws IOException {
        try (Reader source = Files.newBufferedReader(FOLDER.resolve("compose.yaml"))) {
            root = map(new Yaml(new SafeConstructor(new LoaderOptions())).load(source));
        }
    }

    Map<String, Object> services() {
        return map(root.get("services"));
    }

    Map<String, Object> service(String name) {
        return map(services().get(name));
    }

    /** A service's environment, with {@code ${…}} filled in. */
    Map<String, String> environment(String service, Map<String, String> values) {
        Map<String, String> filled = new LinkedHashMap<>();
        map(service(service).get("environment"))
                .forEach((key, value) -> filled.put(key, fill(String.valueOf(value), values)));
        return filled;
    }

    /** The variables of {@code .env.example} with their values; secrets are empty there. */
    static Map<String, String> example() throws IOException {
        Map<String, String> values = new LinkedHashMap<>();
        for (String line : Files.readAllLines(FOLDER.resolve(".env.example"))) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] parts = line.split("=", 2);
                values.put(parts[0], parts[1]);
            }
        }
        return values;
    }

    private static String fill(String text, Map<String, String> values) {
        return VARIABLE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(values.get(found.group(1))));
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }
}
