package org.minqing.triage;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.minqing.ImportReport.RefusedRow;

/** The tree during an import: what stands, what the file adds and changes. Not for use by several threads. */
final class CategoryTree {

    private final Map<String, CategoryRepository.Row> standing;
    private final Map<List<String>, String> codeByPath = new HashMap<>();
    private final Map<String, CategoryRepository.Row> added = new LinkedHashMap<>();
    private final Map<String, CategoryRepository.Row> changed = new LinkedHashMap<>();
    private final List<CategoryFile.Node> waiting = new ArrayList<>();
    private int known;

    CategoryTree(Map<String, CategoryRepository.Row> standing) {
        this.standing = new HashMap<>(standing);
        standing.keySet().forEach(code -> codeByPath.put(path(code), code));
    }

    Collection<CategoryRepository.Row> added() {
        return added.values();
    }

    Collection<CategoryRepository.Row> changed() {
        return changed.values();
    }

    int known() {
        return known;
    }

    /** Takes a node whose parent is there already; the others wait for {@link #settle}. */
    List<RefusedRow> put(CategoryFile.Node node) {
        CategoryRepository.Row row = node.category();
        if (row.parentCode() != null && !standing.containsKey(row.parentCode())) {
            waiting.add(node);
            return List.of();
        }
        CategoryRepository.Row sameCode = added.get(row.code());
        if (sameCode != null && !sameCode.equals(row)) {
            return refused(node, "code", "类别代码“%s”在文件中重复，内容不同".formatted(row.code()));
        }
        if (isUnderItself(row)) {
            return refused(node, "parent_code", "上级类别“%s”在它自己下面，形成循环".formatted(row.parentCode()));
        }
        take(row);
        return List.of();
    }

    /** Takes each name of a path; a name that stands at the same place already is the same node. */
    void put(CategoryFile.Path path) {
        String parent = null;
        for (int depth = 1; depth <= path.names().size(); depth++) {
            List<String> names = List.copyOf(path.names().subList(0, depth));
            String code = codeByPath.get(names);
            if (code == null) {
                code = derivedCode(names);
                take(new CategoryRepository.Row(code, names.get(depth - 1), parent, null, null));
            } else if (depth == path.names().size()) {
                known++;
            }
            parent = code;
        }
    }

    /** Takes the nodes whose parents came after them; what remains has no parent, or is its own. */
    List<RefusedRow> settle() {
        List<RefusedRow> refused = new ArrayList<>();
        boolean progress = true;
        while (progress) {
            List<CategoryFile.Node> again = List.copyOf(waiting);
            waiting.clear();
            again.forEach(node -> refused.addAll(put(node)));
            progress = waiting.size() < again.size();
        }
        waiting.forEach(node -> refused.addAll(refused(
                node, "parent_code", "没有代码为“%s”的上级类别".formatted(node.category().parentCode()))));
        return refused;
    }

    private void take(CategoryRepository.Row row) {
        CategoryRepository.Row before = standing.put(row.code(), row);
        codeByPath.put(path(row.code()), row.code());
        if (before == null || added.containsKey(row.code())) {
            added.put(row.code(), row);
        } else if (before.equals(row)) {
            known++;
        } else {
            changed.put(row.code(), row);
        }
    }

    private boolean isUnderItself(CategoryRepository.Row row) {
        String above = row.parentCode();
        while (above != null && !above.equals(row.code())) {
            above = standing.get(above).parentCode();
        }
        return above != null;
    }

    private List<String> path(String code) {
        List<String> names = new ArrayList<>();
        for (String at = code; at != null; at = standing.get(at).parentCode()) {
            names.add(0, standing.get(at).name());
        }
        return names;
    }

    private static List<RefusedRow> refused(CategoryFile.Node node, String field, String reason) {
        return List.of(new RefusedRow(node.row(), field, reason));
    }

    /** The same names give the same code on every installation. */
    private static String derivedCode(List<String> names) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(String.join("/", names).getBytes(StandardCharsets.UTF_8));
            return "P" + HexFormat.of().formatHex(hash, 0, 8).toUpperCase(Locale.ROOT);
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }
}
