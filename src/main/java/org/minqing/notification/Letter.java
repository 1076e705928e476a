package org.minqing.notification;

import java.time.Instant;
import java.util.Map;
import org.minqing.appeal.UrgencyClass;

/**
 * A notice in words.
 *
 * @param noticeId what a receiver tells a repeat by
 * @param facts the notice's parameters: names of units, numbers and dates, never a person
 * @param link where the case is opened, behind the login
 */
record Letter(
        String noticeId,
        String number,
        Notice notice,
        String unitCode,
        UrgencyClass urgency,
        Instant createdAt,
        Map<String, String> facts,
        String subject,
        String text,
        String link) {}
