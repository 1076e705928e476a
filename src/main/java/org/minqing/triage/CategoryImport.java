package org.minqing.triage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.minqing.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes a category tree in from CSV: either our own columns {@code code,name,parent_code,owner_function,keywords}, or
 * one column per level, {@code level1,level2,level3}. Doing it again changes nothing; nothing is ever removed, since
 * cases refer to it. The product's own tree is loaded where there is none.
 */
@Component
@Order(0)
public class CategoryImport implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(CategoryImport.class);

    private final CategoryRepository repository;
    private final TransactionTemplate transaction;

    CategoryImport(CategoryRepository repository, TransactionTemplate transaction) {
        this.repository = repository;
        this.transaction = transaction;
    }

    /** @param row as a spreadsheet counts, the heading is row 1 */
    public record RefusedRow(long row, String field, String reason) {}

    /** How many nodes came new, how many were changed, how many were known as they are; and what was refused. */
    public record Report(int added, int changed, int known, List<RefusedRow> refused) {}

    @Override
    public void run(ApplicationArguments arguments) {
        try {
            transaction.executeWithoutResult(status -> loadOwn());
        } catch (DuplicateKeyException loadedElsewhere) {
            log.info("another node has loaded the category tree at the same time");
        }
    }

    private void loadOwn() {
        if (!repository.isEmpty()) {
            return;
        }
        try (InputStream own = new ClassPathResource("categories.csv").getInputStream()) {
            Report report = importCsv(own);
            if (!report.refused.isEmpty()) {
                throw new IllegalStateException("categories.csv: " + report.refused);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** @throws Refused when the file as a whole cannot be read; nothing has been changed then */
    @Transactional
    public Report importCsv(InputStream csv) throws IOException {
        CategoryFile file = CategoryFile.read(csv);
        List<RefusedRow> refused = new ArrayList<>(file.refused());
        CategoryTree tree = new CategoryTree(repository.byCode());
        file.nodes().forEach(node -> refused.addAll(tree.put(node)));
        file.paths().forEach(tree::put);
        refused.addAll(tree.settle());
        tree.added().forEach(repository::insert);
        tree.changed().forEach(repository::update);
        refused.sort((one, other) -> Long.compare(one.row, other.row));
        return new Report(tree.added().size(), tree.changed().size(), tree.known(), refused);
    }
}
