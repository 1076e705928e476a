package org.minqing.inbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.task.TaskQuery;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/**
 * Gives Tasklist the lists that every officer starts his day with. Who asks and what time it is, the engine fills in for
 * each reader; which tasks he may see, the access rule says. A list that is there is left as it is.
 */
@Component
class TaskListsProcess implements SmartInitializingSingleton {

    /** In the order in which they stand. */
    static final List<String> NAMES = List.of("待认领", "我的在办", "立刻办", "即将到期", "已超期", "待签字", "待回访", "单位全部");

    private static final int FIRST = -100;
    /** The priority of tasks of the class 立刻办. */
    private static final int URGENT = 100;

    private final FilterService filters;
    private final TaskService tasks;

    TaskListsProcess(FilterService filters, TaskService tasks) {
        this.filters = filters;
        this.tasks = tasks;
    }

    @Override
    public void afterSingletonsInstantiated() {
        Set<String> present =
                filters.createFilterQuery().list().stream().map(Filter::getName).collect(Collectors.toSet());
        int priority = FIRST;
        for (Map.Entry<String, TaskQuery> list : lists().entrySet()) {
            priority += 10;
            if (!present.contains(list.getKey())) {
                save(list.getKey(), list.getValue().orderByDueDate().asc(), priority);
            }
        }
    }

    private Map<String, TaskQuery> lists() {
        Map<String, TaskQuery> lists = new LinkedHashMap<>();
        lists.put("待认领", ofMyUnit().taskUnassigned());
        lists.put("我的在办", tasks.createTaskQuery().taskAssigneeExpression("${currentUser()}"));
        lists.put("立刻办", ofMyUnit().includeAssignedTasks().taskPriority(URGENT));
        lists.put(
                "即将到期",
                ofMyUnit().includeAssignedTasks().dueAfterExpression("${now()}").dueBeforeExpression("${inOneDay()}"));
        lists.put("已超期", ofMyUnit().includeAssignedTasks().dueBeforeExpression("${now()}"));
        lists.put(
                "待签字",
                ofMyUnit()
                        .includeAssignedTasks()
                        .taskDefinitionKeyIn("userTask_signByDepartment", "userTask_signByGroup"));
        lists.put("待回访", ofMyUnit().includeAssignedTasks().taskDefinitionKey("userTask_callBack"));
        lists.put("单位全部", ofMyUnit().includeAssignedTasks());
        return lists;
    }

    private TaskQuery ofMyUnit() {
        return tasks.createTaskQuery().taskCandidateGroupInExpression("${currentUserGroups()}");
    }

    private void save(String name, TaskQuery query, int priority) {
        Filter filter = filters.newTaskFilter(name);
        filter.setQuery(query);
        filter.setProperties(
                Map.of("priority", priority, "color", "#1f6469", "refresh", true, "showUndefinedVariable", false));
        filters.saveFilter(filter);
    }
}
