package org.minqing.notification;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The languages in which notices are written. */
enum Language {
    ZH,
    EN;

    /** As it stands in addresses and tables: {@code zh}, {@code en}. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Language> of(String code) {
        return Arrays.stream(values())
                .filter(language -> language.code().equals(code))
                .findFirst();
    }
}
