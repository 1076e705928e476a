package org.minqing.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** A small set of ids in words, ranges shortened: {@code 7,9-12}. */
final class Ids {

    /** More would only be missing together when somebody has moved the counter. */
    static final int MOST = 100_000;

    private Ids() {}

    /** @return null for none */
    static String write(SortedSet<Long> ids) {
        List<String> parts = new ArrayList<>();
        Long first = null;
        Long last = null;
        for (Long id : ids) {
            if (last != null && id == last + 1) {
                last = id;
                continue;
            }
            add(parts, first, last);
            first = id;
            last = id;
        }
        add(parts, first, last);
        return parts.isEmpty() ? null : String.join(",", parts);
    }

    /** @throws NumberFormatException when these are no ids, which only a forger can have written */
    static SortedSet<Long> read(String words) {
        SortedSet<Long> ids = new TreeSet<>();
        if (words == null || words.isEmpty()) {
            return ids;
        }
        for (String part : words.split(",")) {
            String[] ends = part.split("-", 2);
            long last = Long.parseLong(ends[ends.length - 1]);
            for (long id = Long.parseLong(ends[0]); id <= last && ids.size() < MOST; id++) {
                ids.add(id);
            }
        }
        return ids;
    }

    private static void add(List<String> parts, Long first, Long last) {
        if (first != null) {
            parts.add(first.equals(last) ? first.toString() : first + "-" + last);
        }
    }
}
