package org.minqing.inbox;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * How long a department's page of tasks takes among those of very many others. Fills the inbox with rows of units of its own
 * and takes them out again; a benchmark may call it with its own sizes.
 */
public final class TaskPageSpeed {

    private static final int WARM_UP = 200;

    private final JdbcTemplate jdbc;
    private final String prefix = "speed" + UUID.randomUUID().toString().substring(0, 8);
    private long appealId;

    public TaskPageSpeed(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** The code of one of the filled units, 0 the first. */
    public String unit(int number) {
        return prefix + "-" + number;
    }

    /** @param tasks spread evenly over the units; all of one appeal */
    public void fill(int units, int tasks, long ofAppeal) {
        appealId = ofAppeal;
        List<Integer> numbers =
                java.util.stream.IntStream.range(0, units).boxed().toList();
        jdbc.batchUpdate(
                "insert into unit (code, name, level, parent_code, path) values (?, ?, 'DEPARTMENT', '420106', ?)",
                numbers,
                1000,
                (row, number) -> {
                    row.setString(1, unit(number));
                    row.setString(2, "单位" + number);
                    row.setString(3, "/4201/420106/" + unit(number) + "/");
                });
        jdbc.batchUpdate(
                "insert into inbox (task_id, process_instance_id, task_key, task_name, appeal_id, appeal_number, subject,"
                        + " unit_code, unit_path, place_path, level, urgency, category, due_at, created_at)"
                        + " select ?, 'none', 'userTask_acceptPart', '签收任务', id, number, subject, ?, ?, place_path,"
                        + " 'JOINT', 'BY_DEADLINE', '0108', received_at + cast(? as integer) * interval '1' hour,"
                        + " received_at from appeal where id = ?",
                java.util.stream.IntStream.range(0, tasks).boxed().toList(),
                1000,
                (row, task) -> {
                    row.setString(1, prefix + "-t" + task);
                    row.setString(2, unit(task % units));
                    row.setString(3, "/4201/420106/" + unit(task % units) + "/");
                    row.setInt(4, task % 500);
                    row.setLong(5, ofAppeal);
                });
    }

    /** Takes the filled rows out again. */
    public void clear() {
        jdbc.update("delete from inbox where appeal_id = ? and process_instance_id = 'none'", appealId);
        jdbc.update("delete from api_token where unit_code like ?", prefix + "%");
        jdbc.update("delete from officer where unit_code like ?", prefix + "%");
        jdbc.update("delete from unit where code like ?", prefix + "%");
    }

    /**
     * The 95th percentile after a warm-up.
     *
     * @return milliseconds
     */
    public static double percentile95(int times, Supplier<?> page) {
        for (int i = 0; i < WARM_UP; i++) {
            page.get();
        }
        double[] took = new double[times];
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            page.get();
            took[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(took);
        return took[(int) (times * 0.95)];
    }
}
