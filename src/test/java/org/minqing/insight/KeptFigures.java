package org.minqing.insight;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Lets tests elsewhere count the kept figures when they want them; the schedule rests in tests. */
@Component
@Profile("test")
public class KeptFigures {

    private final FigureService figures;

    KeptFigures(FigureService figures) {
        this.figures = figures;
    }

    public void count() {
        figures.count();
    }

    /** All cases from the beginning, as at night. */
    public void recount() {
        figures.recount();
    }
}
