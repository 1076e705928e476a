package org.minqing.inbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/** @param next cursor of the next page; absent on the last one */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TaskPage(List<TaskView> tasks, String next) {}
