package org.minqing.notification;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * The words of notices: those that an administrator has written, else the built-in ones of {@code templates/notices/}.
 * A template is text with {@link #PARAMETERS}; nothing in it is evaluated. {@link #CASE} is the part that all of them
 * end with, {@link #DIGEST} what several notices become when they are sent as one.
 */
@Component
class NoticeTemplates {

    static final String CASE = "CASE";
    static final String DIGEST = "DIGEST";
    static final Set<String> PARAMETERS = Set.of(
            "number",
            "unit",
            "level",
            "urgency",
            "due",
            "from",
            "receivingUnit",
            "baseUrl",
            "link",
            "subject",
            "count",
            "more",
            "items");

    private static final String CASE_PARTIAL = "case";
    private static final String DIGEST_SUBJECT_ZH = "通知汇总";
    private static final String DIGEST_SUBJECT_EN = "Notices";

    private final TemplateRepository repository;
    private final Map<Language, Map<String, Words>> builtIn = new EnumMap<>(Language.class);
    private final Map<String, Template> compiled = new ConcurrentHashMap<>();
    private volatile List<TemplateRepository.Row> rows = List.of();
    private volatile Map<Language, Map<String, Words>> current;

    NoticeTemplates(TemplateRepository repository) {
        this.repository = repository;
        for (Language language : Language.values()) {
            Map<String, Words> words = new HashMap<>();
            names().forEach(name -> words.put(name, new Words(subject(name, language), text(name, language))));
            builtIn.put(language, words);
        }
        current = builtIn;
        names().forEach(name -> List.of(Language.values()).forEach(language -> compiled(name, language)));
    }

    /** All templates there are, by name. */
    static List<String> names() {
        return Stream.concat(Stream.of(Notice.values()).map(Notice::name), Stream.of(CASE, DIGEST))
                .toList();
    }

    /** Takes in what administrators have changed meanwhile, on whichever node. */
    void refresh() {
        List<TemplateRepository.Row> now = repository.all();
        if (!now.equals(rows)) {
            Map<Language, Map<String, Words>> changed = new EnumMap<>(Language.class);
            builtIn.forEach((language, words) -> changed.put(language, new HashMap<>(words)));
            now.forEach(row -> changed.get(row.language()).put(row.name(), new Words(row.subject(), row.body())));
            current = changed;
            rows = now;
            compiled.clear();
        }
    }

    Words words(String name, Language language) {
        return current.get(language).get(name);
    }

    Words builtIn(String name, Language language) {
        return builtIn.get(language).get(name);
    }

    Template compiled(String name, Language language) {
        return compiled.computeIfAbsent(
                name + language, key -> compile(words(name, language).body(), language));
    }

    /**
     * Compiles words that somebody has written.
     *
     * @throws MustacheException where they are no template
     */
    Template compile(String body, Language language) {
        return Mustache.compiler()
                .escapeHTML(false)
                .defaultValue("")
                .emptyStringIsFalse(true)
                .withLoader(name -> partial(name, language))
                .compile(body);
    }

    /** What in a template is none of {@link #PARAMETERS}; empty: it is good. */
    List<String> unknown(String body, Language language) {
        Names names = new Names();
        compile(body, language).visit(names);
        return names.unknown;
    }

    /** Whether the common part is included. */
    boolean includes(String body, Language language) {
        Names names = new Names();
        compile(body, language).visit(names);
        return names.includes;
    }

    private Reader partial(String name, Language language) throws IOException {
        if (!CASE_PARTIAL.equals(name)) {
            throw new FileNotFoundException("no partial " + name);
        }
        return new StringReader(current.get(language).get(CASE).body());
    }

    private static String subject(String name, Language language) {
        return switch (name) {
            case CASE -> "";
            case DIGEST -> language == Language.ZH ? DIGEST_SUBJECT_ZH : DIGEST_SUBJECT_EN;
            default -> Notice.valueOf(name).subject(language);
        };
    }

    private static String text(String name, Language language) {
        String folder = language == Language.ZH ? "" : language.code() + "/";
        String path = "templates/notices/" + folder + Notice.file(name);
        try (InputStream found = NoticeTemplates.class.getClassLoader().getResourceAsStream(path)) {
            if (found == null) {
                throw new FileNotFoundException("no template " + path);
            }
            return new String(found.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** Subject and text as they were written. */
    record Words(String subject, String body) {}

    private static final class Names implements Mustache.Visitor {

        private final List<String> unknown = new ArrayList<>();
        private boolean includes;

        @Override
        public void visitText(String text) {
            // says what it says
        }

        @Override
        public void visitVariable(String name) {
            check(name);
        }

        @Override
        public boolean visitInclude(String name) {
            includes = true;
            if (!CASE_PARTIAL.equals(name)) {
                unknown.add(">" + name);
            }
            return false;
        }

        @Override
        public boolean visitParent(String name) {
            unknown.add("<" + name);
            return false;
        }

        @Override
        public boolean visitBlock(String name) {
            unknown.add("$" + name);
            return false;
        }

        @Override
        public boolean visitSection(String name) {
            check(name);
            return true;
        }

        @Override
        public boolean visitInvertedSection(String name) {
            check(name);
            return true;
        }

        private void check(String name) {
            if (!PARAMETERS.contains(name)) {
                unknown.add(name);
            }
        }
    }
}
