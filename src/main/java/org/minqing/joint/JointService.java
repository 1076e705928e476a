package org.minqing.joint;

import org.minqing.appeal.Step;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Joint research (组团调研) under a dual lead. */
@Service
public class JointService {

    /** The case is over before the research is: its departments' parts end with it. */
    @Transactional
    public void endEarly(long appealId, String actor, Step step) {}
}
