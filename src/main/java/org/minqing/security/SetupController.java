package org.minqing.security;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Takes the first administrator, once, for the token that the start has printed. */
@RestController
@OpenToAll
class SetupController {

    private final Installation installation;

    SetupController(Installation installation) {
        this.installation = installation;
    }

    @Operation(summary = "建立首位管理员，仅一次 · Set up the first administrator, once")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            examples = {
                                @ExampleObject(
                                        name = "setUp",
                                        summary = "启动时打印的令牌 · the token that the start has printed",
                                        value =
                                                "{\"token\": \"a1b2c3d4e5f6\", \"id\": \"admin01\", \"password\": \"Correct-horse-7\"}")
                            }))
    @PostMapping("/api/v1/setup")
    @ResponseStatus(HttpStatus.CREATED)
    void setUp(@RequestBody FirstAdministrator first) {
        installation.firstAdministrator(first.token(), first.id(), first.password());
    }

    /** @param password at least 12 characters */
    record FirstAdministrator(String token, String id, String password) {}
}
