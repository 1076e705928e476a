package org.minqing.insight;

import java.util.List;

/**
 * Where the case behind a process instance has been, for who runs the application: ids, states and times, none of its
 * words, and nobody's name. All null where the instance carries no case.
 */
record Run(
        String number,
        String state,
        String level,
        String dueAt,
        String left,
        List<CaseFile.Stay> stays,
        List<StepDone> steps) {

    static final Run NONE = new Run(null, null, null, null, null, List.of(), List.of());

    /** @param element id on the model's picture, or null */
    record StepDone(String time, String what, String unit, String element) {}
}
