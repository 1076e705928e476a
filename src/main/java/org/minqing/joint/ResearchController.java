package org.minqing.joint;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The record of an appeal's joint research, over REST and for whoever is signed in at the webapps. */
@RestController
@RequestMapping({"/api/v1/appeals/{number}/research", "/camunda/api/minqing/appeals/{number}/research"})
class ResearchController {

    private final JointService joint;

    ResearchController(JointService joint) {
        this.joint = joint;
    }

    /** The newest first; empty where the appeal has not come to joint research. */
    @Operation(summary = "查询组团调研记录和各部门进度 · Read the record of joint research")
    @GetMapping
    List<ResearchRecord> records(@PathVariable("number") String number) {
        return joint.records(number);
    }
}
