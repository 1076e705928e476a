package org.minqing.intake;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which of many ids of a channel were taken in already, in one question. */
@Repository
class KnownAppeals {

    private final JdbcClient jdbc;

    KnownAppeals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Set<String> among(String source, Collection<String> sourceIds) {
        return sourceIds.isEmpty()
                ? Set.of()
                : new HashSet<>(jdbc.sql("select source_id from appeal where source = :source and source_id in (:ids)")
                        .param("source", source)
                        .param("ids", sourceIds)
                        .query(String.class)
                        .list());
    }
}
