package org.minqing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/** A database of its own for a test that needs our tables but not the engine: H2 or PostgreSQL as the build says. */
public final class EmptyDatabase {

    private EmptyDatabase() {}

    public static JdbcTemplate create() {
        ((Logger) LoggerFactory.getLogger("org.flywaydb")).setLevel(Level.WARN);
        DataSource database = TestDatabase.isPostgres() ? postgresql() : h2();
        Flyway.configure()
                .dataSource(database)
                .locations(
                        "classpath:db/migration/common",
                        "classpath:db/migration/" + (TestDatabase.isPostgres() ? "postgresql" : "h2"))
                .load()
                .migrate();
        return new JdbcTemplate(database);
    }

    private static DataSource h2() {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        return database;
    }

    private static DataSource postgresql() {
        String name = "t" + UUID.randomUUID().toString().replace("-", "");
        new JdbcTemplate(TestDatabase.postgres().getPostgresDatabase()).execute("create database " + name);
        return TestDatabase.postgres().getDatabase("postgres", name);
    }
}
