package org.minqing.triage;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.minqing.CsvFile;
import org.minqing.ImportReport.RefusedRow;
import org.minqing.Refused;

/** What a CSV file says of categories: nodes with codes, or paths of names; and the rows that say nothing usable. */
record CategoryFile(List<Node> nodes, List<Path> paths, List<RefusedRow> refused) {

    private static final int MAX_NAME = 80;
    private static final int MAX_KEYWORDS = 1000;

    record Node(int row, CategoryRepository.Row category) {}

    record Path(List<String> names) {}

    static CategoryFile read(InputStream csv) {
        CategoryFile file = new CategoryFile(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        CsvFile.read(csv, List.of(), row -> {
            Set<String> headings = row.columns().keySet();
            if (headings.containsAll(Set.of("code", "name"))) {
                file.node(row);
            } else if (headings.contains("level1")) {
                file.path(row);
            } else {
                throw Refused.invalid(
                        "file", "第 1 行表头应为 code,name,parent_code,owner_function,keywords 或 level1,level2,level3");
            }
        });
        if (file.nodes.isEmpty() && file.paths.isEmpty() && file.refused.isEmpty()) {
            throw Refused.invalid("file", "文件中没有类别");
        }
        return file;
    }

    private void node(CsvFile.Row row) {
        String code = row.get("code");
        String name = row.get("name");
        String owner = row.get("owner_function");
        String keywords = row.get("keywords");
        if (!code.matches("[\\p{L}\\p{N}._-]{1,40}")) {
            refuse(row, "code", "类别代码应为 1 到 40 个字母、数字或横线");
        } else if (name.isEmpty() || name.length() > MAX_NAME) {
            refuse(row, "name", "类别名称应为 1 到 80 个字");
        } else if (!owner.matches("[A-Z_]{0,20}")) {
            refuse(row, "owner_function", "职能代码“%s”应为大写字母".formatted(owner));
        } else if (keywords.length() > MAX_KEYWORDS) {
            refuse(row, "keywords", "关键词不能超过 1000 个字");
        } else {
            nodes.add(new Node(
                    row.number(),
                    new CategoryRepository.Row(
                            code,
                            name,
                            nullIfEmpty(row.get("parent_code")),
                            nullIfEmpty(owner),
                            nullIfEmpty(keywords))));
        }
    }

    private void path(CsvFile.Row row) {
        List<String> names =
                Stream.of("level1", "level2", "level3").map(row::get).collect(Collectors.toCollection(ArrayList::new));
        while (!names.isEmpty() && names.get(names.size() - 1).isEmpty()) {
            names.remove(names.size() - 1);
        }
        int gap = names.indexOf("");
        if (gap >= 0) {
            refuse(row, "level" + (gap + 1), "上级类别不能为空");
        } else if (names.isEmpty() || names.stream().anyMatch(name -> name.length() > MAX_NAME)) {
            refuse(row, "level1", "类别名称应为 1 到 80 个字");
        } else {
            paths.add(new Path(names));
        }
    }

    private void refuse(CsvFile.Row row, String field, String reason) {
        refused.add(new RefusedRow(row.number(), field, reason));
    }

    private static String nullIfEmpty(String text) {
        return text.isEmpty() ? null : text;
    }
}
