package org.minqing.directory;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.springframework.stereotype.Component;

/**
 * Keeps the engine's users and groups in step with the directory: an officer is a user, a unit with officers and every
 * dispatch desk a group of its code, a role a group ({@link Role#groupId}). System administrators are the engine's own.
 */
@Component
class IdentityProcess {

    private static final String WORKFLOW = "WORKFLOW";

    private final IdentityService identity;

    IdentityProcess(IdentityService identity) {
        this.identity = identity;
    }

    /** Units that are new or have changed. */
    void unitsChanged(Collection<Unit> units) {
        asSystem(() -> {
            Set<String> groups = groups();
            for (Unit unit : units) {
                if (groups.contains(unit.code()) || unit.level() == UnitLevel.DISPATCH) {
                    group(groups, unit.code(), unit.name(), WORKFLOW);
                }
            }
            return true;
        });
    }

    /** Before officers of these units are told. */
    void unitsStaffed(Collection<Unit> units) {
        asSystem(() -> {
            Set<String> groups = groups();
            units.stream()
                    .filter(unit -> !groups.contains(unit.code()))
                    .forEach(unit -> group(groups, unit.code(), unit.name(), WORKFLOW));
            for (Role role : Role.values()) {
                if (!groups.contains(role.groupId())) {
                    group(groups, role.groupId(), role.label(), WORKFLOW);
                }
            }
            if (!groups.contains(Groups.CAMUNDA_ADMIN)) {
                group(groups, Groups.CAMUNDA_ADMIN, Role.SYSTEM_ADMIN.label(), Groups.GROUP_TYPE_SYSTEM);
            }
            return true;
        });
    }

    /** @return false when the engine knew the user already: he keeps his password */
    boolean officerAdded(Officer officer, String password) {
        return asSystem(() -> {
            User user = identity.createUserQuery().userId(officer.id()).singleResult();
            boolean isNew = user == null;
            if (isNew) {
                user = identity.newUser(officer.id());
                user.setPassword(password);
            }
            describe(user, officer);
            Set<String> memberships = isNew ? Set.of() : memberships(officer.id());
            wanted(officer).stream()
                    .filter(group -> !memberships.contains(group))
                    .forEach(group -> identity.createMembership(officer.id(), group));
            return isNew;
        });
    }

    void officerChanged(Officer before, Officer after) {
        asSystem(() -> {
            User user = identity.createUserQuery().userId(after.id()).singleResult();
            if (user == null) {
                return false;
            }
            describe(user, after);
            Set<String> memberships = memberships(after.id());
            Set<String> wanted = wanted(after);
            wanted(before).stream()
                    .filter(group -> memberships.contains(group) && !wanted.contains(group))
                    .forEach(group -> identity.deleteMembership(after.id(), group));
            wanted.stream()
                    .filter(group -> !memberships.contains(group))
                    .forEach(group -> identity.createMembership(after.id(), group));
            return true;
        });
    }

    /** The user is deleted, with his memberships: nobody can log in as somebody who has left. */
    void officerLeft(String officerId) {
        asSystem(() -> {
            identity.deleteUser(officerId);
            return true;
        });
    }

    boolean isLastAdministrator(String userId) {
        return asSystem(() -> identity.createUserQuery().memberOfGroup(Groups.CAMUNDA_ADMIN).unlimitedList().stream()
                .allMatch(user -> user.getId().equals(userId)));
    }

    /** Wrong passwords lock the user for a while, as they do at the login. */
    boolean isPassword(String officerId, String password) {
        return asSystem(() -> identity.checkPassword(officerId, password));
    }

    void passwordChanged(String officerId, String password) {
        asSystem(() -> {
            User user = identity.createUserQuery().userId(officerId).singleResult();
            user.setPassword(password);
            identity.saveUser(user);
            return true;
        });
    }

    private void describe(User user, Officer officer) {
        user.setFirstName(officer.name());
        user.setLastName("");
        user.setEmail(officer.email());
        identity.saveUser(user);
    }

    private static Set<String> wanted(Officer officer) {
        Set<String> groups = new HashSet<>();
        groups.add(officer.unitCode());
        for (Role role : officer.roles()) {
            groups.add(role.groupId());
        }
        if (officer.roles().contains(Role.SYSTEM_ADMIN)) {
            groups.add(Groups.CAMUNDA_ADMIN);
        }
        return groups;
    }

    private Set<String> groups() {
        return identity.createGroupQuery().unlimitedList().stream()
                .map(Group::getId)
                .collect(Collectors.toSet());
    }

    private Set<String> memberships(String userId) {
        return identity.createGroupQuery().groupMember(userId).unlimitedList().stream()
                .map(Group::getId)
                .collect(Collectors.toSet());
    }

    private void group(Set<String> known, String id, String name, String type) {
        Group group = known.add(id)
                ? identity.newGroup(id)
                : identity.createGroupQuery().groupId(id).singleResult();
        group.setName(name);
        group.setType(type);
        identity.saveGroup(group);
    }

    /** The directory's own checks have been made: who is calling needs no rights on the engine's tables. */
    boolean asSystem(BooleanSupplier work) {
        Authentication caller = identity.getCurrentAuthentication();
        identity.clearAuthentication();
        try {
            return work.getAsBoolean();
        } finally {
            if (caller != null) {
                identity.setAuthentication(caller.getUserId(), caller.getGroupIds(), caller.getTenantIds());
            }
        }
    }
}
