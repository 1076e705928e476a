package org.minqing.security;

import io.swagger.v3.oas.annotations.Operation;
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
    @PostMapping("/api/v1/setup")
    @ResponseStatus(HttpStatus.CREATED)
    void setUp(@RequestBody FirstAdministrator first) {
        installation.firstAdministrator(first.token(), first.id(), first.password());
    }

    /** @param password at least 12 characters */
    record FirstAdministrator(String token, String id, String password) {}
}
