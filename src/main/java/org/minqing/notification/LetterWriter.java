package org.minqing.notification;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Puts a notice into Chinese words, from {@code templates/notices/}. All templates are read at start. */
@Component
class LetterWriter {

    private final Map<Notice, Template> templates = new EnumMap<>(Notice.class);
    private final String baseUrl;

    LetterWriter(@Value("${minqing.base-url}") String baseUrl) throws IOException {
        this.baseUrl = baseUrl.replaceAll("/+$", "");
        Mustache.Compiler compiler = Mustache.compiler()
                .escapeHTML(false)
                .defaultValue("")
                .withLoader(name -> open("templates/notices/" + name + ".mustache"));
        for (Notice notice : Notice.values()) {
            try (Reader source = open(notice.template())) {
                templates.put(notice, compiler.compile(source));
            }
        }
    }

    /** @param receivingUnit name of the unit that gets it instead, where the one it is meant for has nobody; or null */
    Letter write(WaitingNotice notice, String receivingUnit) {
        Notice kind = Notice.valueOf(notice.template());
        Map<String, String> words = new HashMap<>(notice.params());
        words.put("baseUrl", baseUrl);
        if (receivingUnit != null) {
            words.put("receivingUnit", receivingUnit);
        }
        return new Letter(
                notice.id(),
                notice.number(),
                notice.template(),
                notice.unitCode(),
                "【%s】%s".formatted(kind.subject(), notice.number()),
                templates.get(kind).execute(words));
    }

    private static Reader open(String path) throws IOException {
        InputStream found = LetterWriter.class.getClassLoader().getResourceAsStream(path);
        if (found == null) {
            throw new FileNotFoundException("no template " + path);
        }
        return new InputStreamReader(found, StandardCharsets.UTF_8);
    }
}
