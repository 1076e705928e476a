package org.minqing.insight;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our Chinese words for the four web applications, held against the English ones that the applications bring along. */
class LocaleFilesTest {

    /** The vendor's advertisement, which we do not show. */
    private static final String BANNER = "BANNER_CE_EOL_TEXT";

    /** Names that are the same in every language. */
    private static final Set<String> NAMES = Set.of("ID", "ID*", "CSV", "JSON");

    private static final Pattern PLACEHOLDER = Pattern.compile(
            "\\{\\{\\s*\\w+\\s*}}|\\{}|%[sd]|\\$\\w+|</?(?:a|b|br|code|em|i|strong)\\b[^>]*>|yyyy-MM-ddTHH:mm:ss");

    /** What form-js says: its validator's sentences, and the names of its buttons. */
    private static final Pattern SAID = Pattern.compile(
            "[\"`](Field (?:is required|must )[^\"`]*|Value is (?:not|expected) [^\"`]*|Please select a valid[^\"`]*"
                    + "|Nothing to show\\.|No results|Remove tag|Increment|Decrement|Previous page|Next page|Add new)[\"`]");

    private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");
    private static final Pattern LETTER = Pattern.compile("[A-Za-z]");

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "cockpit", "admin", "welcome"})
    void everyKeyOfTheOriginal_isThere(String application) {
        Set<String> missing = new TreeSet<>(english(application).keySet());
        missing.removeAll(chinese(application).keySet());
        assertThat(missing).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "cockpit", "admin", "welcome"})
    void noKey_isUnknownToTheOriginal(String application) {
        Set<String> unknown = new TreeSet<>(chinese(application).keySet());
        unknown.removeAll(english(application).keySet());
        assertThat(unknown).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "cockpit", "admin", "welcome"})
    void noLabelButTheBanner_isEmpty(String application) {
        assertThat(offenders(application, (original, ours) -> ours.isBlank() && !isPluralEnding(original)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "cockpit", "admin", "welcome"})
    void everyLabel_isChinese(String application) {
        assertThat(offenders(
                        application,
                        (original, ours) -> LETTER.matcher(ours).find()
                                && !CHINESE.matcher(ours).find()
                                && !NAMES.contains(ours)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "cockpit", "admin", "welcome"})
    void placeholdersAndTags_areThoseOfTheOriginal(String application) {
        assertThat(offenders(
                        application, (original, ours) -> !placeholders(original).equals(placeholders(ours))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "cockpit", "admin"})
    void monthsWeekdaysAndSpans_areChinese(String application) {
        JsonNode original = read(application, "en").path("dateLocales");
        JsonNode ours = read(application, "zh").path("dateLocales");
        assertThat(ours.fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(original::fieldNames);
        for (String words : List.of("months", "monthsShort", "weekdays", "weekdaysShort", "weekdaysMin")) {
            assertThat(ours.path(words)).as(words).hasSameSizeAs(original.path(words));
            assertThat(ours.path(words))
                    .as(words)
                    .allMatch(word -> CHINESE.matcher(word.asText()).find());
        }
        original.path("relativeTime").properties().forEach(span -> {
            String word = ours.path("relativeTime").path(span.getKey()).asText();
            assertThat(word).as(span.getKey()).containsPattern(CHINESE);
            assertThat(placeholders(word))
                    .as(span.getKey())
                    .isEqualTo(placeholders(span.getValue().asText()));
        });
    }

    /** The form library asks no locale file; what it says to people stands in {@code words.js}. */
    @Test
    void everyMessageOfTheFormLibrary_isChinese() {
        String words = text("/META-INF/resources/webjars/camunda/app/tasklist/scripts/minqing/words.js");
        Set<String> exact = Pattern.compile("(?m)^  (?:'([^']+)'|(\\w+)): '")
                .matcher(words)
                .results()
                .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                .collect(Collectors.toSet());
        List<Pattern> patterns = Pattern.compile("(?m)^  \\[/(\\^.*\\$)/, '")
                .matcher(words)
                .results()
                .map(found -> Pattern.compile(found.group(1)))
                .toList();
        List<String> messages = SAID.matcher(text("/META-INF/resources/webjars/camunda/lib/deps.js"))
                .results()
                .map(found -> found.group(1).replaceAll("\\$\\{[^}]*}", "7").strip())
                .map(message -> message.endsWith(" to") ? message + " be an integer." : message)
                .distinct()
                .toList();
        assertThat(messages).hasSizeGreaterThan(12);
        assertThat(messages)
                .filteredOn(message -> !exact.contains(message)
                        && patterns.stream()
                                .noneMatch(pattern -> pattern.matcher(message).matches()))
                .isEmpty();
    }

    private static String text(String file) {
        try (InputStream in = LocaleFilesTest.class.getResourceAsStream(file)) {
            assertThat(in).as(file).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(file, e);
        }
    }

    /** Keys of the labels, the banner aside, for which the condition on (original, ours) holds; with our label. */
    private static Map<String, String> offenders(String application, BiPredicate<String, String> offends) {
        Map<String, String> ours = chinese(application);
        Map<String, String> found = new TreeMap<>();
        english(application).forEach((key, original) -> {
            String label = ours.getOrDefault(key, "");
            if (!key.equals(BANNER) && offends.test(original, label)) {
                found.put(key, label);
            }
        });
        return found;
    }

    /** The English screens add an "s" to a noun when there are several; Chinese has no such ending. */
    private static boolean isPluralEnding(String original) {
        return original.equals("s");
    }

    private static List<String> placeholders(String label) {
        List<String> found = new ArrayList<>(
                PLACEHOLDER.matcher(label).results().map(MatchResult::group).toList());
        found.sort(null);
        return found;
    }

    private static Map<String, String> english(String application) {
        return labels(application, "en");
    }

    private static Map<String, String> chinese(String application) {
        return labels(application, "zh");
    }

    private static Map<String, String> labels(String application, String language) {
        return JSON.convertValue(
                read(application, language).path("labels"), new TypeReference<LinkedHashMap<String, String>>() {});
    }

    private static JsonNode read(String application, String language) {
        String file = "/META-INF/resources/webjars/camunda/app/%s/locales/%s.json".formatted(application, language);
        try (InputStream in = LocaleFilesTest.class.getResourceAsStream(file)) {
            assertThat(in).as(file).isNotNull();
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new AssertionError(file + " is not valid JSON", e);
        }
    }
}
