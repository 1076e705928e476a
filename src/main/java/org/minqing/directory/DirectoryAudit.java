package org.minqing.directory;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.minqing.audit.AuditEntry;
import org.minqing.audit.AuditService;
import org.springframework.stereotype.Component;

/** What the audit is told of changes of the directory: people's names and addresses only as keyed digests. */
@Component
class DirectoryAudit {

    private final AuditService audit;

    DirectoryAudit(AuditService audit) {
        this.audit = audit;
    }

    /** New units together, since a city has thousands; changed ones each. */
    void unitsChanged(List<UnitImport.Change> changes) {
        List<String> added = changes.stream()
                .filter(change -> change.before() == null)
                .map(change -> change.after().code())
                .toList();
        if (!added.isEmpty()) {
            audit.record(AuditEntry.of("UNITS_ADDED", null).with("codes", added));
        }
        changes.stream()
                .filter(change -> change.before() != null)
                .forEach(change -> audit.record(
                        AuditEntry.of("UNIT_CHANGED", change.after().code())
                                .changed(words(change.before()), words(change.after()))));
    }

    void officersAdded(List<Officer> officers) {
        officers.forEach(officer ->
                audit.record(AuditEntry.of("OFFICER_ADDED", officer.id()).changed(null, words(officer))));
    }

    void officerChanged(OfficerImport.Change change) {
        audit.record(AuditEntry.of("OFFICER_CHANGED", change.after().id())
                .changed(words(change.before()), words(change.after())));
    }

    void officer(String action, String officerId) {
        audit.record(AuditEntry.of(action, officerId));
    }

    void away(String officerId, Absence before, Absence after) {
        audit.record(AuditEntry.of("OFFICER_AWAY", officerId).changed(words(before), words(after)));
    }

    void left(Officer officer) {
        audit.record(AuditEntry.of("OFFICER_LEFT", officer.id()).changed(words(officer), null));
    }

    private static Map<String, Object> words(Unit unit) {
        Map<String, Object> words = new LinkedHashMap<>();
        words.put("name", unit.name());
        words.put("level", unit.level().name());
        words.put("path", unit.path());
        return words;
    }

    private Map<String, Object> words(Officer officer) {
        Map<String, Object> words = new LinkedHashMap<>();
        words.put("name", "#" + audit.digest(officer.name()));
        words.put("unit", officer.unitCode());
        words.put("roles", officer.roles().stream().map(Role::name).sorted().toList());
        words.put("email", officer.email() == null ? null : "#" + audit.digest(officer.email()));
        words.put("firstResponsible", officer.firstResponsible());
        return words;
    }

    private static Map<String, Object> words(Absence absence) {
        Map<String, Object> words = new LinkedHashMap<>();
        if (absence != null) {
            words.put("from", String.valueOf(absence.from()));
            words.put("until", String.valueOf(absence.until()));
            words.put("substitute", absence.substituteId());
        }
        return words;
    }
}
