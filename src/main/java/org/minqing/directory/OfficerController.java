package org.minqing.directory;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import java.time.OffsetDateTime;
import java.util.Set;
import org.minqing.Refused;
import org.minqing.engine.Caller;
import org.minqing.rest.CommitsByItself;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What officers and those above them say about officers, over REST. */
@RestController
@RequestMapping("/api/v1/officers")
class OfficerController {

    private final PeopleService people;
    private final Caller caller;

    OfficerController(PeopleService people, Caller caller) {
        this.people = people;
        this.caller = caller;
    }

    record NewPassword(String oldPassword, String newPassword) {

        @Override
        public String toString() {
            return "NewPassword[]";
        }
    }

    /** Times with their offset, e.g. {@code 2026-10-01T08:30:00+08:00}; all three may be left out. */
    record NewAbsence(OffsetDateTime from, OffsetDateTime until, String substituteId) {}

    /** @param roles their names, e.g. {@code GRID_MEMBER} */
    record Account(String id, String name, String unitCode, Set<Role> roles) {}

    record NewRoles(Set<Role> roles) {}

    @Operation(summary = "查看账号和角色（安全管理员） · An account and its roles")
    @GetMapping("/{id}")
    @ResponseStatus(HttpStatus.OK)
    Account account(@PathVariable String id) {
        Officer officer = people.account(id);
        return new Account(officer.id(), officer.name(), officer.unitCode(), officer.roles());
    }

    @Operation(summary = "设定角色（安全管理员） · Set the roles of an officer")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            examples =
                                    @ExampleObject(
                                            name = "roles",
                                            summary = "街道工作人员 · street staff",
                                            value = "{\"roles\": [\"STREET_STAFF\"]}")))
    @PutMapping("/{id}/roles")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void grant(@PathVariable String id, @RequestBody NewRoles body) {
        if (body.roles() == null) {
            throw Refused.invalid("roles", "缺少角色，没有角色请填 []");
        }
        people.grant(id, body.roles());
    }

    @CommitsByItself
    @Operation(summary = "修改本人密码 · Change my password")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            examples = {
                                @ExampleObject(
                                        name = "password",
                                        summary = "改为自己的密码 · one's own password",
                                        value =
                                                "{\"oldPassword\": \"Correct-horse-7\", \"newPassword\": \"Better-horse-8\"}")
                            }))
    @PostMapping("/me/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void changePassword(@RequestBody NewPassword body) {
        String id = caller.id().orElseThrow(() -> Refused.forbidden("请先登录"));
        people.changePassword(id, body.oldPassword(), body.newPassword());
    }

    @Operation(summary = "登记离岗 · Note an absence")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            examples =
                                    @ExampleObject(
                                            name = "absence",
                                            value = "{\"until\": \"2099-10-08T08:30:00+08:00\"}")))
    @PostMapping("/{id}/absence")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void away(@PathVariable String id, @RequestBody NewAbsence body) {
        people.away(
                id,
                body.from() == null ? null : body.from().toInstant(),
                body.until() == null ? null : body.until().toInstant(),
                body.substituteId());
    }

    @Operation(summary = "取消离岗 · End an absence")
    @DeleteMapping("/{id}/absence")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void back(@PathVariable String id) {
        people.back(id);
    }

    @Operation(summary = "登记离任 · Note a departure")
    @PostMapping("/{id}/departure")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void left(@PathVariable String id) {
        people.left(id);
    }
}
