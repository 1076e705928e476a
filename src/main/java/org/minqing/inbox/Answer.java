package org.minqing.inbox;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** A checked answer to a task: the outcome, and its fields in their types. */
public record Answer(String outcome, Map<String, Object> values) {

    public boolean is(String code) {
        return outcome.equals(code);
    }

    /** The words of a text field, or the code of a unit; null where an optional field was left out. */
    public String text(String field) {
        return (String) values.get(field);
    }

    @SuppressWarnings("unchecked")
    public List<String> units(String field) {
        return (List<String>) values.getOrDefault(field, List.of());
    }

    public LocalDate day(String field) {
        return (LocalDate) values.get(field);
    }

    public Integer count(String field) {
        return (Integer) values.get(field);
    }

    public BigDecimal money(String field) {
        return (BigDecimal) values.get(field);
    }
}
