package org.minqing.directory;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.minqing.CsvFile;
import org.minqing.ImportReport.RefusedRow;

/** Reads the rows of a file of officers, each by itself, and refuses what cannot be. */
class OfficerRows {

    private static final Pattern ID = Pattern.compile("[a-zA-Z0-9_-]{1,64}");
    private static final Pattern EMAIL = Pattern.compile("[^@\\s,;<>]{1,64}@[^@\\s,;<>]{1,130}");
    private static final int NAME_LENGTH = 80;
    private static final Set<String> YES = Set.of("true", "1", "yes", "y", "是");
    private static final Set<String> NO = Set.of("", "false", "0", "no", "n", "否");

    private final Set<String> unitCodes;
    private final Set<String> departed;
    private final Map<Integer, Officer> taken = new LinkedHashMap<>();
    private final Map<String, Integer> rowOfId = new HashMap<>();
    private final List<RefusedRow> refused = new ArrayList<>();

    OfficerRows(Set<String> unitCodes, Set<String> departed) {
        this.unitCodes = unitCodes;
        this.departed = departed;
    }

    /** By row number, in the order of the file. */
    Map<Integer, Officer> taken() {
        return taken;
    }

    List<RefusedRow> refused() {
        return refused;
    }

    void add(CsvFile.Row row) {
        try {
            Officer officer = new Officer(
                    id(row.get("id")),
                    name(row.get("name")),
                    unit(row.get("unit_code")),
                    roles(row.get("roles")),
                    email(row.get("email")),
                    yes(row.get("first_responsible")));
            Integer first = rowOfId.putIfAbsent(officer.id().toLowerCase(Locale.ROOT), row.number());
            if (first != null) {
                throw new Unfit("id", "账号 %s 与第 %d 行重复".formatted(officer.id(), first));
            }
            taken.put(row.number(), officer);
        } catch (Unfit unfit) {
            refused.add(new RefusedRow(row.number(), unfit.field, unfit.getMessage()));
        }
    }

    private String id(String id) throws Unfit {
        if (!ID.matcher(id).matches()) {
            throw new Unfit("id", "账号“%s”只能由 1 至 64 个字母、数字、“_”和“-”组成".formatted(id));
        }
        if (id.startsWith(SystemOfficers.PREFIX)) {
            throw new Unfit("id", "账号不能以“%s”开头".formatted(SystemOfficers.PREFIX));
        }
        if (departed.contains(id)) {
            throw new Unfit("id", "账号 %s 的工作人员已经离任，返岗请用新账号".formatted(id));
        }
        return id;
    }

    private static String name(String name) throws Unfit {
        if (name.isEmpty() || name.length() > NAME_LENGTH) {
            throw new Unfit("name", "姓名应为 1 至 %d 个字".formatted(NAME_LENGTH));
        }
        return name;
    }

    private String unit(String code) throws Unfit {
        if (!unitCodes.contains(code)) {
            throw new Unfit("unit_code", code.isEmpty() ? "缺少所属单位代码" : "没有代码为 %s 的单位".formatted(code));
        }
        return code;
    }

    private static Set<Role> roles(String text) throws Unfit {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String name : text.split("[;|；]")) {
            if (!name.isBlank()) {
                roles.add(Role.of(name.strip())
                        .orElseThrow(() -> new Unfit(
                                "roles",
                                "没有角色“%s”，应为 %s".formatted(name.strip(), java.util.Arrays.toString(Role.values())))));
            }
        }
        if (!Role.mayStandTogether(roles)) {
            throw new Unfit("roles", "系统管理员、安全管理员、审计员只能单独担任，不能兼任其他角色");
        }
        return roles;
    }

    private static String email(String email) throws Unfit {
        if (email.isEmpty()) {
            return null;
        }
        if (!EMAIL.matcher(email).matches()) {
            throw new Unfit("email", "电子邮箱格式不对");
        }
        return email;
    }

    private static boolean yes(String text) throws Unfit {
        String word = text.toLowerCase(Locale.ROOT);
        if (!YES.contains(word) && !NO.contains(word)) {
            throw new Unfit("first_responsible", "是否第一责任人应填 true 或 false，而不是“%s”".formatted(text));
        }
        return YES.contains(word);
    }

    private static final class Unfit extends Exception {

        private final String field;

        Unfit(String field, String reason) {
            super(reason);
            this.field = field;
        }
    }
}
