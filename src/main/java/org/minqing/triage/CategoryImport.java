package org.minqing.triage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.minqing.ImportReport;
import org.minqing.ImportTransaction;
import org.minqing.audit.AuditEntry;
import org.minqing.audit.AuditService;
import org.minqing.triage.CategoryRepository.Row;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * Takes a category tree in from CSV: either our own columns {@code code,name,parent_code,owner_function,keywords}, or
 * one column per level, {@code level1,level2,level3}. Doing it again changes nothing; nothing is ever removed, since
 * cases refer to it. The product's own tree is loaded where there is none.
 */
@Component
@Order(0)
public class CategoryImport implements ApplicationRunner {

    private final CategoryRepository repository;
    private final AuditService audit;
    private final ImportTransaction transaction;

    CategoryImport(CategoryRepository repository, AuditService audit, ImportTransaction transaction) {
        this.audit = audit;
        this.repository = repository;
        this.transaction = transaction;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        ImportReport report = transaction.run(this::loadOwn);
        if (!report.refused().isEmpty()) {
            throw new IllegalStateException("categories.csv: " + report.refused());
        }
    }

    /** @throws org.minqing.Refused when the file as a whole cannot be read; nothing has been changed then */
    public ImportReport importCsv(InputStream csv) {
        CategoryFile file = CategoryFile.read(csv);
        return transaction.run(() -> take(file));
    }

    private ImportReport loadOwn() {
        if (!repository.isEmpty()) {
            return new ImportReport(0, 0, 0, List.of());
        }
        try (InputStream own = new ClassPathResource("categories.csv").getInputStream()) {
            return take(CategoryFile.read(own));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private List<String> before(CategoryTree tree) {
        Map<String, Row> standing = tree.changed().isEmpty() ? Map.of() : repository.byCode();
        return tree.changed().stream()
                .map(row -> words(standing.get(row.code())))
                .toList();
    }

    private static String words(Row row) {
        return "%s %s %s %s".formatted(row.code(), row.name(), row.parentCode(), row.ownerFunction());
    }

    private ImportReport take(CategoryFile file) {
        List<ImportReport.RefusedRow> refused = new ArrayList<>(file.refused());
        CategoryTree tree = new CategoryTree(repository.byCode());
        file.nodes().forEach(node -> refused.addAll(tree.put(node)));
        file.paths().forEach(tree::put);
        refused.addAll(tree.settle());
        if (!tree.added().isEmpty() || !tree.changed().isEmpty()) {
            audit.record(AuditEntry.of("CATEGORIES_CHANGED", null)
                    .with("added", tree.added().stream().map(Row::code).toList())
                    .with("before", before(tree))
                    .with(
                            "after",
                            tree.changed().stream().map(CategoryImport::words).toList()));
        }
        tree.added().forEach(repository::insert);
        tree.changed().forEach(repository::update);
        return new ImportReport(tree.added().size(), tree.changed().size(), tree.known(), refused);
    }
}
