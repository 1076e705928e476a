package org.minqing.rest;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The cases that a call or its answer names.
 *
 * @param numbers of appeals
 * @param tasks their tasks' ids
 */
record NamedCases(Set<String> numbers, Set<String> tasks) {

    private static final Pattern NUMBER = Pattern.compile("[0-9A-Za-z]+-[0-9]{8}-[0-9]{5,}");
    private static final Pattern TASK = Pattern.compile("/tasks/([^/?]+)");
    /** An answer that names more is taken to be about any. */
    private static final int MOST = 500;

    static NamedCases in(String address, String location, String answer) {
        Set<String> tasks = new HashSet<>();
        Matcher task = TASK.matcher(address);
        while (task.find()) {
            tasks.add(task.group(1));
        }
        Set<String> numbers = new HashSet<>();
        Matcher number = NUMBER.matcher(address + ' ' + location + ' ' + answer);
        while (number.find()) {
            numbers.add(number.group());
        }
        return numbers.size() > MOST ? new NamedCases(Set.of(), Set.of()) : new NamedCases(numbers, tasks);
    }

    boolean isEmpty() {
        return numbers.isEmpty() && tasks.isEmpty();
    }
}
