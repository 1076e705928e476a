package org.minqing.intake;

import org.minqing.appeal.AppealErased;
import org.minqing.rest.KeptAnswerErasure;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What a case's words and personal data have left in kept answers goes with them. */
@Component
class ErasedAnswers {

    private final KeptAnswerErasure answers;

    ErasedAnswers(KeptAnswerErasure answers) {
        this.answers = answers;
    }

    @EventListener
    void erased(AppealErased erased) {
        answers.erase(erased.appealId());
    }
}
