package org.minqing.triage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.minqing.ImportReport;
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
            ImportReport report = importCsv(own);
            if (!report.refused().isEmpty()) {
                throw new IllegalStateException("categories.csv: " + report.refused());
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** @throws org.minqing.Refused when the file as a whole cannot be read; nothing has been changed then */
    @Transactional
    public ImportReport importCsv(InputStream csv) {
        CategoryFile file = CategoryFile.read(csv);
        List<ImportReport.RefusedRow> refused = new ArrayList<>(file.refused());
        CategoryTree tree = new CategoryTree(repository.byCode());
        file.nodes().forEach(node -> refused.addAll(tree.put(node)));
        file.paths().forEach(tree::put);
        refused.addAll(tree.settle());
        tree.added().forEach(repository::insert);
        tree.changed().forEach(repository::update);
        return new ImportReport(tree.added().size(), tree.changed().size(), tree.known(), refused);
    }
}
