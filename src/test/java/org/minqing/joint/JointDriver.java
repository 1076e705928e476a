package org.minqing.joint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.minqing.TestDirectory.POWER;
import static org.minqing.TestDirectory.STREET;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.minqing.ProcessDriver;
import org.minqing.appeal.Appeal;
import org.minqing.appeal.AppealService;
import org.minqing.appeal.NewAppeal;
import org.minqing.appeal.RequesterKind;
import org.minqing.appeal.Signal;
import org.minqing.inbox.InboxService;
import org.minqing.inbox.OpenTask;
import org.minqing.notification.Notice;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Takes an enterprise's appeal through joint research, step by step. */
@Component
public class JointDriver {

    private static final String POWER_SUPPLY = "0108";

    private final ProcessDriver driver;
    private final AppealService appeals;
    private final InboxService inbox;
    private final JdbcClient jdbc;

    JointDriver(ProcessDriver driver, AppealService appeals, InboxService inbox, JdbcClient jdbc) {
        this.driver = driver;
        this.appeals = appeals;
        this.inbox = inbox;
        this.jdbc = jdbc;
    }

    /** An appeal that several departments concern; triage starts it at the joint level, with POWER to lead. */
    public Appeal file(Signal... signals) {
        return file(POWER_SUPPLY, signals);
    }

    public Appeal file(String category, Signal... signals) {
        return file(category, STREET, signals);
    }

    public Appeal fileAbout(String unitCode, Signal... signals) {
        return file(POWER_SUPPLY, unitCode, signals);
    }

    private Appeal file(String category, String unitCode, Signal... signals) {
        Set<Signal> seen = EnumSet.of(Signal.CROSS_DEPARTMENT, signals);
        return appeals.get(appeals.receive(new NewAppeal(
                        "test",
                        null,
                        RequesterKind.ENTERPRISE,
                        null,
                        "实验室用电容量不足",
                        null,
                        null,
                        unitCode,
                        category,
                        seen,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null))
                .number());
    }

    /** An appeal that is convened, with these departments beside POWER. */
    public Appeal convened(String... departments) {
        return convene(file(), departments);
    }

    public Appeal convene(Appeal appeal, String... departments) {
        driver.answer(
                appeal,
                JointModel.CONVENE,
                "desk-1",
                "CONVENE",
                "departments",
                departments.length == 0 ? POWER : String.join(",", departments));
        return appeal;
    }

    public Appeal survey(Appeal appeal) {
        driver.answer(appeal, JointModel.SURVEY, "power-1", "SURVEYED", "findings", "变压器容量不够");
        return appeal;
    }

    public void accept(Appeal appeal, String unit) {
        driver.answer(task(appeal, JointModel.ACCEPT_PART, unit), officer(unit), "ACCEPT");
    }

    public void opinion(Appeal appeal, String unit, Object... fields) {
        accept(appeal, unit);
        give(appeal, unit, fields);
    }

    public void give(Appeal appeal, String unit, Object... fields) {
        Object[] all = new Object[fields.length + 2];
        all[0] = "opinion";
        all[1] = "可以解决";
        System.arraycopy(fields, 0, all, 2, fields.length);
        driver.answer(task(appeal, JointModel.GIVE_OPINION, unit), officer(unit), "OPINION", all);
    }

    public void refuse(Appeal appeal, String unit) {
        driver.answer(task(appeal, JointModel.ACCEPT_PART, unit), officer(unit), "REFUSE", "reason", "不属于本部门职责");
    }

    public void draft(Appeal appeal) {
        driver.answer(appeal, JointModel.DRAFT_PLAN, "power-1", "DRAFT", "plan", "新增一台变压器");
    }

    public void signBoth(Appeal appeal) {
        driver.answer(appeal, JointModel.SIGN_BY_DEPARTMENT, "power-1", "SIGN");
        driver.answer(appeal, JointModel.SIGN_BY_GROUP, "guide-1", "SIGN");
    }

    /** A research of POWER alone whose plan is adopted. @param fields of its opinion */
    public Appeal adopted(Appeal appeal, Object... fields) {
        convene(appeal);
        survey(appeal);
        opinion(appeal, POWER, fields);
        draft(appeal);
        signBoth(appeal);
        return appeal;
    }

    public void reportBack(Appeal appeal) {
        driver.answer(appeal, JointModel.REPORT_BACK, "power-1", "RESOLVE", "reply", "供电容量已增加", "people", 300);
    }

    public OpenTask task(Appeal appeal, String key, String unit) {
        List<OpenTask> open = inbox.ofAppeal(appeal.id()).stream()
                .filter(task -> task.taskKey().equals(key) && task.unitCode().equals(unit))
                .toList();
        assertThat(open).as("open tasks %s of %s", key, unit).hasSize(1);
        return open.get(0);
    }

    public OpenTask measure(Appeal appeal, int ordinal) {
        return inbox.ofAppeal(appeal.id()).stream()
                .filter(task -> task.taskKey().equals(JointModel.CARRY_OUT_MEASURE) && task.ordinal() == ordinal)
                .findFirst()
                .orElseThrow();
    }

    public void carryOut(Appeal appeal, int ordinal) {
        driver.answer(measure(appeal, ordinal), "power-1", "DONE", "result", "已完成");
    }

    public List<OpenTask> tasks(Appeal appeal) {
        return inbox.ofAppeal(appeal.id());
    }

    /** States of the appeal's parts, in the order in which they were assigned. */
    public List<String> partStates(Appeal appeal) {
        return jdbc.sql("select state from department_part where appeal_id = ? order by id")
                .param(appeal.id())
                .query(String.class)
                .list();
    }

    public List<String> researchStates(Appeal appeal) {
        return jdbc.sql("select state from joint_research where appeal_id = ? order by id")
                .param(appeal.id())
                .query(String.class)
                .list();
    }

    /** Levels whose deadline is recorded as missed. */
    public List<String> breachedLevels(Appeal appeal) {
        return jdbc.sql("select s.level from breach b join level_stay s on s.id = b.stay_id where b.appeal_id = ?")
                .param(appeal.id())
                .query(String.class)
                .list();
    }

    /** Units that were told, in order. */
    public List<String> told(Appeal appeal, Notice notice) {
        return jdbc.sql("select unit_code from notification where appeal_id = ? and template = ? order by seq")
                .params(appeal.id(), notice.name())
                .query(String.class)
                .list();
    }

    /** Puts a unit with one officer into the directory. */
    public void unit(String code, String level, String officer) {
        if (jdbc.sql("select 1 from unit where code = ?")
                .param(code)
                .query()
                .listOfRows()
                .isEmpty()) {
            jdbc.sql("insert into unit (code, name, level, parent_code, path) values (?, ?, ?, '420106', ?)")
                    .params(code, "单位" + code, level, "/4201/420106/" + code + "/")
                    .update();
        }
        if (officer != null) {
            officer(officer, code);
        }
    }

    public void officer(String id, String unitCode) {
        jdbc.sql("insert into officer (id, name, unit_code, roles, first_responsible, state)"
                        + " values (?, '某人', ?, '', true, 'ACTIVE')")
                .params(id, unitCode)
                .update();
    }

    public void leaves(String officer) {
        jdbc.sql("update officer set state = 'LEFT' where id = ?")
                .param(officer)
                .update();
    }

    /** A department that was called to the spot arrives and answers. */
    public void come(Appeal appeal, String unit) {
        driver.answer(task(appeal, "userTask_confirmArrival", unit), officer(unit), "ARRIVED");
        driver.answer(task(appeal, "userTask_giveAnswer", unit), officer(unit), "ANSWER", "answer", "当场处置");
    }

    /** One of several open tasks with this key, in the order in which they were opened. */
    public OpenTask task(Appeal appeal, String key, String unit, int which) {
        return inbox.ofAppeal(appeal.id()).stream()
                .filter(task -> task.taskKey().equals(key) && task.unitCode().equals(unit))
                .skip(which)
                .findFirst()
                .orElseThrow();
    }

    private static String officer(String unit) {
        String function = unit.substring(unit.indexOf('-') + 1);
        return (function.equals("DISPATCH") ? "desk" : function.toLowerCase(java.util.Locale.ROOT)) + "-1";
    }

    /** Lets these works begin in the same instant, and waits for all of them. */
    public static void atOnce(Runnable... works) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(works.length);
        try {
            CyclicBarrier start = new CyclicBarrier(works.length);
            List<Future<?>> running = new ArrayList<>();
            for (Runnable work : works) {
                running.add(pool.submit(() -> {
                    start.await();
                    work.run();
                    return null;
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } finally {
            pool.shutdown();
        }
    }
}
