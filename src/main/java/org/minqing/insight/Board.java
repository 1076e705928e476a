package org.minqing.insight;

import java.util.List;

/** The small board (小黑板) of an area, for everybody to see: no number of a house, no name, no telephone. */
record Board(String unit, String at, List<Column> columns) {

    record Column(String urgency, long open, List<Card> cards) {}

    /** @param subject what is asked, without anything that points to a person */
    record Card(
            String subject, String category, String place, String unit, String dueAt, String left, boolean overdue) {}
}
