package org.minqing.triage;

import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.ahocorasick.trie.PayloadEmit;
import org.ahocorasick.trie.PayloadTrie;

/** Which leaf's keywords a text uses most. A keyword counts once, in the subject three times; longer ones break ties. */
final class CategorySuggestion {

    private static final int SUBJECT_WEIGHT = 3;

    private record Score(Category category, int hits, int characters) {}

    private final PayloadTrie<List<Category>> keywords;

    CategorySuggestion(Collection<Category> leaves) {
        Map<String, List<Category>> byKeyword = new HashMap<>();
        leaves.forEach(leaf -> leaf.keywords()
                .forEach(word ->
                        byKeyword.computeIfAbsent(word, w -> new ArrayList<>()).add(leaf)));
        PayloadTrie.PayloadTrieBuilder<List<Category>> trie = PayloadTrie.<List<Category>>builder();
        byKeyword.forEach(trie::addKeyword);
        keywords = trie.build();
    }

    Optional<Category> suggest(String subject, String text, Predicate<Category> allowed) {
        Set<String> inSubject = words(subject);
        Map<Category, Score> scores = new HashMap<>();
        for (PayloadEmit<List<Category>> found : unique(subject + "\n" + text)) {
            int hits = inSubject.contains(found.getKeyword()) ? SUBJECT_WEIGHT : 1;
            int length = found.getKeyword().length();
            found.getPayload().stream()
                    .filter(allowed)
                    .forEach(leaf -> scores.merge(
                            leaf,
                            new Score(leaf, hits, length),
                            (a, b) -> new Score(leaf, a.hits + b.hits, a.characters + b.characters)));
        }
        return scores.values().stream()
                .max(Comparator.comparingInt(Score::hits)
                        .thenComparingInt(Score::characters)
                        .thenComparing(score -> score.category().code(), Comparator.reverseOrder()))
                .map(Score::category);
    }

    private Set<String> words(String text) {
        return keywords.parseText(PlaceNames.normal(text)).stream()
                .map(PayloadEmit::getKeyword)
                .collect(toSet());
    }

    private Collection<PayloadEmit<List<Category>>> unique(String text) {
        Map<String, PayloadEmit<List<Category>>> unique = new HashMap<>();
        keywords.parseText(PlaceNames.normal(text)).forEach(found -> unique.put(found.getKeyword(), found));
        return unique.values();
    }
}
