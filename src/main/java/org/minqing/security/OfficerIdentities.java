package org.minqing.security;

import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.digest.PasswordManager;
import org.camunda.bpm.engine.impl.identity.db.DbIdentityServiceProvider;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;

/**
 * Checks passwords in the same time for known and unknown names, and locks nobody out: a stranger who guesses is slowed
 * down himself ({@link Attempts}), not the person whose name he tries. A password that an older algorithm hashed is
 * hashed anew when it was right.
 */
public class OfficerIdentities extends DbIdentityServiceProvider {

    private static volatile String nobodysPassword;

    @Override
    public boolean checkPassword(String userId, String password) {
        UserEntity user = userId == null ? null : findUserById(userId);
        if (user == null || user.getPassword() == null || password == null) {
            passwords().check(String.valueOf(password), nobodysPassword());
            return false;
        }
        boolean right = matchPassword(password, user);
        if (!user.getPassword().startsWith("{" + BcryptPasswords.NAME + "}")) {
            if (right) {
                user.setPassword(password);
                user.encryptPassword();
            } else {
                passwords().check(password, nobodysPassword());
            }
        }
        return right;
    }

    private static PasswordManager passwords() {
        return Context.getProcessEngineConfiguration().getPasswordManager();
    }

    private static String nobodysPassword() {
        if (nobodysPassword == null) {
            nobodysPassword = passwords().encrypt("nobody's password");
        }
        return nobodysPassword;
    }
}
