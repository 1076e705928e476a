package org.minqing.triage;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.minqing.Refused;

/** What a CSV file says of categories: nodes with codes, or paths of names; and the rows that say nothing usable. */
record CategoryFile(List<Node> nodes, List<Path> paths, List<CategoryImport.RefusedRow> refused) {

    private static final int MAX_BYTES = 4 << 20;
    private static final int MAX_NAME = 80;

    record Node(long row, CategoryRepository.Row category) {}

    record Path(long row, List<String> names) {}

    static CategoryFile read(InputStream csv) throws IOException {
        byte[] bytes = csv.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new Refused(Refused.Kind.TOO_LARGE, "file", "类别文件不能超过 4 MB");
        }
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setTrim(true)
                .setIgnoreHeaderCase(true)
                .setIgnoreEmptyLines(false)
                .get();
        try (CSVParser rows = CSVParser.parse(new StringReader(text(bytes)), format)) {
            Set<String> headings = rows.getHeaderMap().keySet();
            CategoryFile file = new CategoryFile(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            if (headings.containsAll(Set.of("code", "name"))) {
                rows.forEach(row -> file.node(row));
            } else if (headings.contains("level1")) {
                rows.forEach(row -> file.path(row));
            } else {
                throw Refused.invalid(
                        "file", "类别文件缺少表头：需要 code,name,parent_code,owner_function,keywords 或 level1,level2,level3");
            }
            return file;
        } catch (UncheckedIOException | IllegalArgumentException | IOException broken) {
            throw Refused.invalid("file", "类别文件不是完整的 CSV：引号没有闭合或表头重复");
        }
    }

    private void node(CSVRecord row) {
        long number = row.getRecordNumber() + 1;
        if (isEmpty(row)) {
            return;
        }
        String code = cell(row, "code");
        String name = cell(row, "name");
        String owner = cell(row, "owner_function");
        String keywords = cell(row, "keywords");
        if (code == null || !code.matches("[\\p{L}\\p{N}._-]{1,40}")) {
            refuse(number, "code", "类别代码应为 1 到 40 个字母、数字或横线");
        } else if (name == null || name.length() > MAX_NAME) {
            refuse(number, "name", "类别名称应为 1 到 80 个字");
        } else if (owner != null && !owner.matches("[A-Z_]{1,20}")) {
            refuse(number, "owner_function", "职能代码“%s”应为大写字母".formatted(owner));
        } else if (keywords != null && keywords.length() > 1000) {
            refuse(number, "keywords", "关键词不能超过 1000 个字");
        } else {
            nodes.add(new Node(
                    number, new CategoryRepository.Row(code, name, cell(row, "parent_code"), owner, keywords)));
        }
    }

    private void path(CSVRecord row) {
        long number = row.getRecordNumber() + 1;
        if (isEmpty(row)) {
            return;
        }
        List<String> names = Stream.of("level1", "level2", "level3")
                .map(level -> cell(row, level) == null ? "" : cell(row, level))
                .collect(Collectors.toCollection(ArrayList::new));
        while (!names.isEmpty() && names.get(names.size() - 1).isEmpty()) {
            names.remove(names.size() - 1);
        }
        int gap = names.indexOf("");
        if (gap >= 0) {
            refuse(number, "level" + (gap + 1), "上级类别不能为空");
        } else if (names.stream().anyMatch(name -> name.length() > MAX_NAME)) {
            refuse(number, "level" + names.size(), "类别名称应为 1 到 80 个字");
        } else {
            paths.add(new Path(number, names));
        }
    }

    private void refuse(long row, String field, String reason) {
        refused.add(new CategoryImport.RefusedRow(row, field, reason));
    }

    private static boolean isEmpty(CSVRecord row) {
        return row.stream().allMatch(String::isBlank);
    }

    private static String cell(CSVRecord row, String heading) {
        String value = row.isSet(heading) ? row.get(heading) : null;
        return value == null || value.isBlank() ? null : value;
    }

    private static String text(byte[] bytes) {
        for (Charset charset : List.of(StandardCharsets.UTF_8, Charset.forName("GB18030"))) {
            try {
                String text =
                        charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
                if (text.indexOf('\0') < 0) {
                    return text.startsWith("\uFEFF") ? text.substring(1) : text;
                }
            } catch (CharacterCodingException other) {
                continue;
            }
        }
        throw new Refused(Refused.Kind.UNSUPPORTED, "file", "类别文件应为 UTF-8 或 GB18030 编码的 CSV 文本");
    }
}
