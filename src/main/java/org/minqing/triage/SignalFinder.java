package org.minqing.triage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import org.ahocorasick.trie.PayloadTrie;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.minqing.appeal.Signal;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** Finds the signals that an appeal's own words give, by the words in {@code signals.csv}. */
@Component
class SignalFinder {

    private final PayloadTrie<Signal> words;

    SignalFinder() {
        PayloadTrie.PayloadTrieBuilder<Signal> trie = PayloadTrie.<Signal>builder();
        try (CSVParser rows = CSVParser.parse(
                new ClassPathResource("signals.csv").getInputStream(),
                StandardCharsets.UTF_8,
                CSVFormat.RFC4180
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .get())) {
            for (CSVRecord row : rows) {
                Signal signal = Signal.valueOf(row.get("signal"));
                for (String word : row.get("words").split(";")) {
                    trie.addKeyword(PlaceNames.normal(word), signal);
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        this.words = trie.build();
    }

    Set<Signal> in(String text) {
        Set<Signal> found = EnumSet.noneOf(Signal.class);
        words.parseText(PlaceNames.normal(text)).forEach(word -> found.add(word.getPayload()));
        return found;
    }
}
