package org.minqing.level;

import java.util.List;

/** The ids of {@code levelHandling} and {@code deadlineExtension}. */
public final class LevelModel {

    public static final String PROCESS = "levelHandling";
    public static final String EXTENSION_PROCESS = "deadlineExtension";
    public static final String MESSAGE_LEVEL_LEFT = "levelLeft";
    static final String MESSAGE_CLOCK_MOVED = "clockMoved";

    public static final String DISPATCH = "userTask_dispatchAppeal";
    public static final String HANDLE = "userTask_handleAppeal";
    public static final String DECIDE_RETURN = "userTask_decideReturn";
    public static final String APPROVE_PARKING = "userTask_approveParking";
    public static final String REVIEW_PARKING = "userTask_reviewParking";
    public static final String DECIDE_EXTENSION = "userTask_decideExtension";

    static final String RECORD_BREACH = "serviceTask_recordBreach";

    public static final String LEVEL_WARNING = "event_levelWarning";
    public static final String LEVEL_DEADLINE = "event_levelDeadline";

    /** Timers that act when the level, or the joint research that stands for it, is due. */
    static final List<String> DEADLINE_TIMERS =
            List.of(LEVEL_DEADLINE, "event_jointDeadline", "event_sharedAnswerDue", "event_movedAnswerDue");

    /** Timers that warn before. */
    static final List<String> WARNING_TIMERS = List.of(LEVEL_WARNING, "startEvent_jointWarning");

    private LevelModel() {}
}
