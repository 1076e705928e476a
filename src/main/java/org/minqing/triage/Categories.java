package org.minqing.triage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The category tree as it stands, and which of its leaves an appeal's words suggest. */
@Component
public class Categories {

    private record Tree(Map<String, Category> byCode, Map<String, List<Category>> byName, CategorySuggestion leaves) {}

    private final CategoryRepository repository;
    private final Fresh<Tree> tree;

    Categories(CategoryRepository repository) {
        this.repository = repository;
        this.tree = new Fresh<>(repository::fingerprint, this::load);
    }

    /**
     * The code for what a person or an export calls a category.
     *
     * @param codeOrName a code, or a name that only one node of the tree bears; may be null
     */
    public Optional<String> code(String codeOrName) {
        Tree now = tree.get();
        if (codeOrName == null || now.byCode.containsKey(codeOrName)) {
            return Optional.ofNullable(codeOrName);
        }
        List<Category> named = now.byName.getOrDefault(codeOrName, List.of());
        return named.size() == 1 ? Optional.of(named.get(0).code()) : Optional.empty();
    }

    /** The given category, narrowed to a leaf where the words suggest one below it; without a given one, any leaf. */
    Optional<Category> category(String given, String subject, String text) {
        Tree now = tree.get();
        Optional<Category> known = Optional.ofNullable(given).map(now.byCode::get);
        if (known.isPresent() && isLeaf(now, known.get())) {
            return known;
        }
        return now.leaves
                .suggest(subject, text, leaf -> known.isEmpty() || isBelow(now, leaf, known.get()))
                .or(() -> known);
    }

    /** What an appeal's words suggest. */
    public Optional<Named> suggest(String subject, String text) {
        return category(null, subject, text).map(Categories::named);
    }

    /** What a person can choose: the leaves, by their codes. */
    public List<Named> leaves() {
        Tree now = tree.get();
        return now.byCode.values().stream()
                .filter(category -> category.parentCode() != null && isLeaf(now, category))
                .map(Categories::named)
                .sorted(Comparator.comparing(Named::code))
                .toList();
    }

    private static Named named(Category category) {
        return new Named(
                category.code(),
                category.name().equals(category.className())
                        ? category.name()
                        : category.className() + " / " + category.name());
    }

    /** @param name {@code <class> / <leaf>} */
    public record Named(String code, String name) {}

    private static boolean isLeaf(Tree tree, Category category) {
        return tree.byCode.values().stream().noneMatch(other -> category.code().equals(other.parentCode()));
    }

    private static boolean isBelow(Tree tree, Category leaf, Category above) {
        Category current = leaf;
        while (current != null && !current.code().equals(above.code())) {
            current = tree.byCode.get(current.parentCode());
        }
        return current != null;
    }

    private Tree load() {
        Map<String, CategoryRepository.Row> rows = repository.byCode();
        Map<String, Category> byCode = new HashMap<>();
        Map<String, List<Category>> byName = new HashMap<>();
        for (CategoryRepository.Row row : rows.values()) {
            Category category = category(row, rows);
            byCode.put(category.code(), category);
            byName.computeIfAbsent(category.name(), name -> new ArrayList<>()).add(category);
        }
        return new Tree(byCode, byName, new CategorySuggestion(leaves(byCode.values())));
    }

    private static List<Category> leaves(Collection<Category> all) {
        List<String> parents = all.stream().map(Category::parentCode).toList();
        return all.stream()
                .filter(category -> !category.keywords().isEmpty() && !parents.contains(category.code()))
                .toList();
    }

    private static Category category(CategoryRepository.Row row, Map<String, CategoryRepository.Row> rows) {
        CategoryRepository.Row top = row;
        String owner = row.ownerFunction();
        while (top.parentCode() != null) {
            top = rows.get(top.parentCode());
            owner = owner == null ? top.ownerFunction() : owner;
        }
        List<String> keywords = row.keywords() == null
                ? List.of()
                : Arrays.stream(row.keywords().split(";"))
                        .map(PlaceNames::normal)
                        .filter(word -> !word.isEmpty())
                        .distinct()
                        .toList();
        return new Category(row.code(), row.name(), row.parentCode(), top.name(), owner, keywords);
    }
}
