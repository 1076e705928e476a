package org.minqing.notification;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.minqing.directory.DirectoryService;
import org.minqing.directory.Officer;
import org.minqing.directory.Unit;
import org.minqing.directory.UnitLevel;
import org.springframework.stereotype.Component;

/** Who is told in a unit's name: its own people, else the unit above, else the dispatch desk of the district, of the city. */
@Component
class Receivers {

    private final DirectoryService directory;

    Receivers(DirectoryService directory) {
        this.directory = directory;
    }

    /** Those whom the channel can address, nearest first; empty where it reaches nobody. */
    List<Post> of(String unitCode, NotificationChannel channel) {
        Set<Unit> chain = new LinkedHashSet<>();
        Optional<Unit> unit = directory.find(unitCode);
        unit.ifPresent(own -> {
            chain.add(own);
            chain.add(directory.above(own));
            desk(directory.district(own)).ifPresent(chain::add);
        });
        unit.flatMap(own -> directory.ancestor(own, UnitLevel.CITY))
                .flatMap(this::desk)
                .ifPresent(chain::add);
        List<Post> posts = new ArrayList<>();
        for (Unit each : chain) {
            channel.reachable(directory.officers(each.code())).stream()
                    .findFirst()
                    .ifPresent(officer -> posts.add(new Post(each, List.of(officer))));
        }
        return posts;
    }

    private Optional<Unit> desk(Unit area) {
        return directory.find(area.code() + "-DISPATCH");
    }

    /** Somebody to tell, and the unit they are told for. */
    record Post(Unit unit, List<Officer> officers) {}
}
