package org.minqing.directory;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.minqing.CsvFile;
import org.minqing.ImportReport;
import org.minqing.ImportTransaction;
import org.minqing.directory.OfficerReport.FirstPassword;
import org.springframework.stereotype.Component;

/**
 * Takes the directory in from files, and keeps the engine's users and groups in step with it: one transaction each.
 *
 * @see CsvFile which files can be read; what is no such file is refused as a whole
 */
@Component
public class DirectoryImporter {

    private final UnitImport unitImport;
    private final OfficerImport officerImport;
    private final UnitRepository units;
    private final OfficerRepository officers;
    private final PeopleService people;
    private final IdentityProcess identity;
    private final DirectoryAudit audit;
    private final ImportTransaction transaction;

    DirectoryImporter(
            UnitImport unitImport,
            OfficerImport officerImport,
            UnitRepository units,
            OfficerRepository officers,
            PeopleService people,
            IdentityProcess identity,
            DirectoryAudit audit,
            ImportTransaction transaction) {
        this.unitImport = unitImport;
        this.officerImport = officerImport;
        this.units = units;
        this.officers = officers;
        this.people = people;
        this.identity = identity;
        this.audit = audit;
        this.transaction = transaction;
    }

    /** @param csv {@code code,name,level,parent_code} */
    public ImportReport importUnits(InputStream csv) {
        byte[] content = CsvFile.bytes(csv);
        return transaction.run(() -> {
            UnitImport.Outcome outcome = unitImport.run(content);
            identity.unitsChanged(outcome.touched());
            audit.unitsChanged(outcome.changes());
            return outcome.report();
        });
    }

    /** @see #importUnits(InputStream) */
    public ImportReport importUnits(Path csv) {
        try (InputStream content = Files.newInputStream(csv)) {
            return importUnits(content);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * New officers get random first passwords that they must change before they take a task.
     *
     * @param csv {@code id,name,unit_code,roles,email,first_responsible}, roles separated by {@code ;} or {@code |}
     */
    public OfficerReport importOfficers(InputStream csv) {
        FirstPasswords passwords = new FirstPasswords();
        return importOfficers(csv, passwords::next, true);
    }

    /** @see #importOfficers(InputStream) */
    public OfficerReport importOfficers(Path csv) {
        try (InputStream content = Files.newInputStream(csv)) {
            return importOfficers(content);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** For a demonstration: all new officers get this password, need not change it, and it is not reported. */
    public OfficerReport importOfficers(InputStream csv, String fixedPassword) {
        return importOfficers(csv, () -> fixedPassword, false);
    }

    private OfficerReport importOfficers(InputStream csv, Supplier<String> passwords, boolean toBeChanged) {
        byte[] content = CsvFile.bytes(csv);
        return transaction.run(() -> {
            OfficerImport.Outcome outcome = officerImport.run(content);
            identity.unitsStaffed(unitsOf(outcome));
            List<FirstPassword> first = new ArrayList<>();
            for (Officer officer : outcome.added()) {
                people.added(officer);
                String password = passwords.get();
                if (identity.officerAdded(officer, password)) {
                    first.add(new FirstPassword(officer.id(), password));
                }
            }
            outcome.changed().forEach(change -> {
                identity.officerChanged(change.before(), change.after());
                people.changed(change.before(), change.after());
            });
            audit.officersAdded(outcome.added());
            outcome.changed().forEach(audit::officerChanged);
            if (!toBeChanged) {
                return new OfficerReport(outcome.report(), List.of());
            }
            officers.rememberFirstPasswords(
                    first.stream().map(FirstPassword::id).toList());
            return new OfficerReport(outcome.report(), first);
        });
    }

    private List<Unit> unitsOf(OfficerImport.Outcome outcome) {
        Map<String, Unit> all = units.all().stream().collect(Collectors.toMap(Unit::code, Function.identity()));
        return Stream.concat(
                        outcome.added().stream(), outcome.changed().stream().map(OfficerImport.Change::after))
                .map(Officer::unitCode)
                .distinct()
                .map(all::get)
                .toList();
    }
}
