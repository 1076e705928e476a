package org.minqing.notification;

/** A notice in words. {@code noticeId} is what a receiver tells a repeat by. */
record Letter(String noticeId, String number, String template, String unitCode, String subject, String text) {}
