package org.minqing.directory;

import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** What happens to officers beside their work: first passwords, absence, departure. */
@Service
public class PeopleService {

    PeopleService() {}

    /** Whether the officer still has the password that was handed out. */
    public boolean hasFirstPassword(String officerId) {
        throw new UnsupportedOperationException();
    }

    /** @throws org.minqing.Refused 403 while the officer still has the password that was handed out */
    public void requirePasswordChanged(String officerId) {
        throw new UnsupportedOperationException();
    }

    public void changePassword(String officerId, String oldPassword, String newPassword) {
        throw new UnsupportedOperationException();
    }

    /** @param substituteId null: the unit's first responsible person */
    public void away(String officerId, Instant from, Instant until, String substituteId) {
        throw new UnsupportedOperationException();
    }

    public void back(String officerId) {
        throw new UnsupportedOperationException();
    }

    public void left(String officerId) {
        throw new UnsupportedOperationException();
    }

    /** Who is to get a task that would be assigned to this officer now; empty: nobody, it stays with the unit. */
    public Optional<String> assigneeFor(String officerId) {
        throw new UnsupportedOperationException();
    }
}
