package org.minqing.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.minqing.MinqingTest;
import org.minqing.ProcessDriver;
import org.minqing.TestDirectory;
import org.minqing.appeal.Appeal;
import org.minqing.appeal.AppealState;
import org.minqing.deadline.CalendarImport;
import org.minqing.directory.DirectoryImporter;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** No transaction changes a table of ours without an entry, whoever began it: a person, a timer, an import. */
@MinqingTest
class EveryTransactionTest {

    @Autowired
    WatchedDatabase database;

    @Autowired
    ProcessDriver driver;

    @Autowired
    DirectoryImporter importer;

    @Autowired
    CalendarImport calendar;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @Test
    void changeWithoutAnEntry_isSeen() throws Exception {
        assertThat(database.during(() -> new TransactionTemplate(transactions)
                        .executeWithoutResult(status ->
                                jdbc.sql("update category set name = name").update())))
                .containsExactly("[category]");
    }

    @Test
    void caseByHandAndByTimers_everyTransactionHasItsEntry() throws Exception {
        assertThat(database.during(() -> {
                    driver.clock("2026-03-02T10:00");
                    Appeal appeal = driver.file(TestDirectory.GRID);
                    driver.passUntil(appeal, "2026-03-04T10:00");
                    driver.answer(appeal, "userTask_handleAppeal", "community-1", "ESCALATE", "reason", "超出职责");
                    driver.answer(
                            appeal,
                            "userTask_handleAppeal",
                            "street-1",
                            "EXTEND",
                            "reason",
                            "等材料",
                            "extensionAmount",
                            1);
                    driver.answer(appeal, "userTask_handleAppeal", "street-1", "RESOLVE", "reply", "已办结");
                    driver.answer(appeal, "userTask_callBack", "desk-1", "SATISFIED");
                    assertThat(driver.reload(appeal).state()).isEqualTo(AppealState.CLOSED);
                }))
                .isEmpty();
    }

    @Test
    void imports_everyTransactionHasItsEntry() throws Exception {
        assertThat(database.during(() -> {
                    importer.importUnits(csv("code,name,level,parent_code\n420106009,新街道,STREET,420106\n"));
                    importer.importUnits(csv("code,name,level,parent_code\n420106009,更名街道,STREET,420106\n"));
                    importer.importOfficers(csv("id,name,unit_code,roles,email,first_responsible\n"
                            + "audit-new,审计甲,420106009,STREET_STAFF,a@example.org,true\n"));
                    importer.importOfficers(csv("id,name,unit_code,roles,email,first_responsible\n"
                            + "audit-new,审计甲,420106009,STREET_STAFF;LEADER,a@example.org,true\n"));
                    calendar.importCalendar(csv("date,kind,name\n2039-10-01,HOLIDAY,国庆节\n"));
                }))
                .isEmpty();
    }

    private static ByteArrayInputStream csv(String content) {
        return new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
    }
}
