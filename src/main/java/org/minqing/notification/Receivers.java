package org.minqing.notification;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.minqing.directory.DirectoryService;
import org.minqing.directory.Officer;
import org.minqing.directory.Unit;
import org.springframework.stereotype.Component;

/**
 * Who is told in a unit's name: whom the directory names for it, else for the unit above, for the dispatch desk of the
 * district, of the city. The later ones are for receivers whom a channel cannot address, or not any more.
 */
@Component
class Receivers {

    private final DirectoryService directory;

    Receivers(DirectoryService directory) {
        this.directory = directory;
    }

    /** Those whom the channel can address, nearest first; empty where it reaches nobody, or there is no such unit. */
    List<Post> of(String unitCode, NotificationChannel channel) {
        List<Post> posts = new ArrayList<>();
        directory.find(unitCode).ifPresent(unit -> {
            Set<Unit> chain = new LinkedHashSet<>(List.of(unit, directory.above(unit)));
            chain.add(directory.dispatchDesk(unit));
            chain.add(directory.dispatchDesk(directory.city()));
            Set<String> known = new LinkedHashSet<>();
            for (Unit each : chain) {
                channel.reachable(directory.recipients(each)).stream()
                        .findFirst()
                        .filter(officer -> known.add(officer.id()))
                        .ifPresent(officer -> posts.add(new Post(officer, directory.require(officer.unitCode()))));
            }
        });
        return posts;
    }

    /** Somebody to tell, and the unit he belongs to. */
    record Post(Officer officer, Unit unit) {}
}
