package org.minqing.inbox;

/**
 * What a task is about that is about no appeal.
 *
 * @param kind the word on screens for what it is
 * @param number by which people call it
 * @param subject what a list shows
 * @param text what is to be done, in full
 * @param placePath path of the unit whose matter it is: who answers for that area sees the task
 */
public record Matter(String kind, String number, String subject, String text, String placePath) {}
