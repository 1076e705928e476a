package org.minqing.rest;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes a person's data out of the answers that are kept for whoever repeats a call. */
@Component
public class KeptAnswerErasure {

    private final KeptAnswerRepository answers;

    KeptAnswerErasure(KeptAnswerRepository answers) {
        this.answers = answers;
    }

    /** The calls stay done: who repeats one is told so, and nothing more. */
    @Transactional
    public void erase(long appealId) {
        answers.erase(appealId);
    }
}
