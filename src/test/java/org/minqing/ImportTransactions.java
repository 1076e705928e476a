package org.minqing;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Import transactions for tests without an application. */
public final class ImportTransactions {

    private ImportTransactions() {}

    public static ImportTransaction on(JdbcTemplate database) {
        return new ImportTransaction(new JdbcTransactionManager(database.getDataSource()));
    }
}
