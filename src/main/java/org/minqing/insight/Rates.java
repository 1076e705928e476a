package org.minqing.insight;

import java.util.List;

/**
 * The rates of a unit in a period.
 *
 * @param before the period of the same length right before
 * @param sisters the unit itself and those beside it, under the same one above
 */
record Rates(String unit, String name, String period, String before, List<Of> rates, List<Sister> sisters) {

    /** @param percent null where nothing is to be counted */
    record Of(String rate, String label, String meaning, long part, long whole, Double percent, Double percentBefore) {}

    /** @param percents in the order of {@code rates}; null where nothing is to be counted */
    record Sister(String unit, String name, boolean itself, List<Double> percents) {}

    /**
     * Cases that a rate counts.
     *
     * @param next where the next page begins; null where there is none
     */
    record Cases(List<Counted> cases, String next) {}

    record Counted(String number, String subject, String unit, String date, boolean met) {}
}
