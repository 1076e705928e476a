package org.minqing.joint;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The areas of the guidance groups: everybody reads them, the district's leader or dispatcher sets them. */
@RestController
@RequestMapping({"/api/v1/guidance-groups", "/camunda/api/minqing/guidance-groups"})
class GuidanceGroupController {

    private final GuidanceGroups groups;

    GuidanceGroupController(GuidanceGroups groups) {
        this.groups = groups;
    }

    @Operation(summary = "列出本区域的指导组和各自负责的范围 · List the guidance groups of one's area with their areas")
    @GetMapping
    List<GuidanceGroup> groups() {
        return groups.groups();
    }

    @Operation(summary = "查询指导组负责的范围 · Read the areas of a guidance group")
    @GetMapping("/{code}/areas")
    Areas areas(@PathVariable("code") String code) {
        return new Areas(groups.areas(code));
    }

    @Operation(summary = "指定指导组负责的范围 · Set the areas of a guidance group")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            examples =
                                    @ExampleObject(
                                            name = "areas",
                                            summary = "负责一个街道 · one street",
                                            value = "{\"areas\": [\"420106001\"]}")))
    @PutMapping("/{code}/areas")
    Areas assign(@PathVariable("code") String code, @RequestBody Areas given) {
        return new Areas(groups.assign(code, given.areas() == null ? List.of() : given.areas()));
    }

    /** @param areas unit codes; none = all of the group's district or city */
    record Areas(List<String> areas) {}
}
