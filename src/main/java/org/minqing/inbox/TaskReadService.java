package org.minqing.inbox;

import java.util.List;
import org.minqing.Refused;
import org.minqing.appeal.AppealReader;
import org.minqing.security.AccessRule;
import org.minqing.security.EndedTasks;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a unit reads of its tasks over REST. */
@Service
class TaskReadService {

    static final int MOST = 200;

    private final TaskRowRepository rows;
    private final TaskCardRepository cards;
    private final InboxService inbox;
    private final AppealReader appeals;
    private final AccessRule access;
    private final EndedTasks ended;

    TaskReadService(
            TaskRowRepository rows,
            TaskCardRepository cards,
            InboxService inbox,
            AppealReader appeals,
            AccessRule access,
            EndedTasks ended) {
        this.rows = rows;
        this.cards = cards;
        this.inbox = inbox;
        this.appeals = appeals;
        this.access = access;
        this.ended = ended;
    }

    /**
     * The tasks that the caller may act on: those of his unit and his own.
     *
     * @param cursor from the page before; null for the first
     * @param limit 1 to 200
     * @throws Refused 422 for a limit or a cursor that cannot be
     */
    @Transactional(readOnly = true)
    public TaskPage page(TaskFilter filter, TaskOrder order, String cursor, int limit) {
        if (limit < 1 || limit > MOST) {
            throw Refused.invalid("limit", "每页应为 1 到 %d 条".formatted(MOST));
        }
        List<TaskRow> found = rows.page(access.scope(), filter, order, cursor, limit + 1);
        List<TaskRow> page = found.size() > limit ? found.subList(0, limit) : found;
        return new TaskPage(
                page.stream().map(TaskRow::view).toList(),
                found.size() > limit ? order.cursorOf(page.get(limit - 1)) : null);
    }

    /**
     * One task; who may work on it has read it now.
     *
     * @throws Refused 404 when there is no such task for the caller
     */
    @Transactional
    public TaskView one(String taskId) {
        OpenTask task = inbox.find(taskId)
                .filter(found -> found.appealId() != null && access.maySeeTask(taskId))
                .orElseThrow(() -> ended.refusal(taskId));
        if (task.partId() != null && access.mayWorkOn(taskId)) {
            inbox.seen(task);
        }
        String files = "/api/v1/appeals/" + task.appealNumber() + "/attachments/";
        return rows.one(taskId)
                .orElseThrow(() -> ended.refusal(taskId))
                .view()
                .with(
                        cards.attachments(task.appealId()).stream()
                                .map(file -> new TaskView.FileView(
                                        file.id(), file.fileName(), file.sizeBytes(), files + file.id()))
                                .toList(),
                        appeals.timeline(task.appealId()));
    }
}
