package org.minqing;

import java.util.function.Supplier;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** One transaction around one import; the same file sent twice at once is done once and found unchanged once. */
@Component
public class ImportTransaction {

    private final TransactionTemplate transaction;

    ImportTransaction(PlatformTransactionManager transactions) {
        this.transaction = new TransactionTemplate(transactions);
    }

    /** @param work is run a second time when another import got in between; everything it did before is undone then */
    public <T> T run(Supplier<T> work) {
        try {
            return transaction.execute(status -> work.get());
        } catch (DuplicateKeyException | ConcurrencyFailureException sentTwice) {
            return transaction.execute(status -> work.get());
        }
    }
}
