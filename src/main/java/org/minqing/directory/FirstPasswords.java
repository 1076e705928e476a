package org.minqing.directory;

import java.security.SecureRandom;

/** Makes up first passwords: 12 characters that are hard to mistake for each other (about 58 bits). */
class FirstPasswords {

    private static final int LENGTH = 12;
    private static final String ALPHABET = "abcdefghkmnpqrstuvwxyz23456789";

    private final SecureRandom random = new SecureRandom();

    String next() {
        return random.ints(LENGTH, 0, ALPHABET.length())
                .mapToObj(i -> String.valueOf(ALPHABET.charAt(i)))
                .collect(java.util.stream.Collectors.joining());
    }
}
