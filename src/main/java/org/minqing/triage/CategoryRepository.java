package org.minqing.triage;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of {@code category}. */
@Repository
class CategoryRepository {

    /** A row as it stands; keywords separated by semicolons. */
    record Row(String code, String name, String parentCode, String ownerFunction, String keywords) {}

    private final JdbcClient jdbc;

    CategoryRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean isEmpty() {
        return jdbc.sql("select 1 from category fetch first 1 rows only")
                .query(Integer.class)
                .optional()
                .isEmpty();
    }

    /** Changes whenever rows come or go or a name or a keyword grows; see {@link Fresh}. */
    String fingerprint() {
        return jdbc.sql("select count(*) as rows_in_all, coalesce(sum(char_length(name)), 0) as characters,"
                        + " coalesce(sum(char_length(keywords)), 0) as keyword_characters,"
                        + " coalesce(max(code), '') as last_code from category")
                .query()
                .singleRow()
                .toString();
    }

    Map<String, Row> byCode() {
        List<Row> rows = jdbc.sql(
                        "select code, name, parent_code, owner_function, keywords from category order by code")
                .query((row, n) -> new Row(
                        row.getString("code"),
                        row.getString("name"),
                        row.getString("parent_code"),
                        row.getString("owner_function"),
                        row.getString("keywords")))
                .list();
        Map<String, Row> byCode = new HashMap<>();
        rows.forEach(row -> byCode.put(row.code(), row));
        return byCode;
    }

    void insert(Row row) {
        jdbc.sql("insert into category (code, name, parent_code, owner_function, keywords) values (?, ?, ?, ?, ?)")
                .params(row.code(), row.name(), row.parentCode(), row.ownerFunction(), row.keywords())
                .update();
    }

    void update(Row row) {
        jdbc.sql("update category set name = ?, parent_code = ?, owner_function = ?, keywords = ? where code = ?")
                .params(row.name(), row.parentCode(), row.ownerFunction(), row.keywords(), row.code())
                .update();
    }
}
